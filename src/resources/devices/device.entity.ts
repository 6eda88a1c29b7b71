import { Column, Entity, Index } from 'typeorm';
import { User } from '../../auth/entities/user.entity';
import { UserGroup } from '../../auth/entities/user-group.entity';
import { Flag, Linked, NaturalKey, OptionalText, ToOne } from '../../database/columns';
import { DeviceType } from '../devicetypes/device-type.entity';
import { Job } from '../jobs/job.entity';
import { Tag } from '../tags/tag.entity';
import { Worker } from '../workers/worker.entity';

export const DEVICE_STATES = ['Idle', 'Reserved', 'Running'] as const;
export const DEVICE_HEALTHS = ['Good', 'Unknown', 'Looping', 'Bad', 'Maintenance', 'Retired'] as const;

/** One board or machine of the lab. */
@Entity('devices')
@Index(['device_type'])
@Index(['worker_host'])
@Index(['physical_owner'])
@Index(['physical_group'])
@Index(['last_health_report_job'])
export class Device {
  @NaturalKey() hostname!: string;
  @ToOne(() => DeviceType, { gone: 'RESTRICT' }) device_type!: DeviceType;
  @ToOne(() => Worker, { optional: true, gone: 'SET NULL' }) worker_host!: Worker | null;
  @Linked(() => Tag, 'device_tags', 'device', 'tag') tags!: Tag[];
  @Column({ type: 'text', default: 'Idle' }) state!: (typeof DEVICE_STATES)[number];
  @Column({ type: 'text', default: 'Unknown' }) health!: (typeof DEVICE_HEALTHS)[number];
  @OptionalText() device_version!: string | null;
  @OptionalText() description!: string | null;
  @ToOne(() => User, { optional: true, gone: 'SET NULL' }) physical_owner!: User | null;
  @ToOne(() => UserGroup, { optional: true, gone: 'SET NULL' }) physical_group!: UserGroup | null;
  @Flag(false) is_synced!: boolean;
  /** Jinja2: how to reach and drive it. */
  @OptionalText() dictionary!: string | null;
  /** The last job that told how it is. */
  @ToOne(() => Job, { optional: true, gone: 'SET NULL' }) last_health_report_job!: Job | null;
}
