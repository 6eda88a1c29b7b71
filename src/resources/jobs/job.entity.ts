import { Column, Entity, Index } from 'typeorm';
import { User } from '../../auth/entities/user.entity';
import { UserGroup } from '../../auth/entities/user-group.entity';
import {
  Flag,
  Linked,
  NumberKey,
  OptionalText,
  OptionalTime,
  Text,
  ToOne,
  Whole,
} from '../../database/columns';
import { JobHealth, JobOutcome, JobState } from '../../vocabulary/job-state';
import { Build } from '../builds/build.entity';
import { CountedRow } from '../counters.entity';
import { Device } from '../devices/device.entity';
import { DeviceType } from '../devicetypes/device-type.entity';
import { FailureTag } from '../failuretags/failure-tag.entity';
import { Group } from '../groups/group.entity';
import { Tag } from '../tags/tag.entity';
import { Worker } from '../workers/worker.entity';

/** One run of something. */
@Entity('jobs')
@Index(['submitter', 'id'])
@Index(['requested_device_type', 'id'])
@Index(['actual_device', 'id'])
@Index(['worker', 'id'])
@Index(['group', 'id'])
@Index(['build', 'id'])
@Index(['cloned_from'])
@Index(['state', 'id'])
@Index(['submit_time'])
@Index(['id'], { where: 'restricted' })
@Index(['target_group'], { where: 'target_group IS NOT NULL' })
@Index('jobs_listed_idx', { synchronize: false })
@Index(['sub_id'], { unique: true, where: 'sub_id IS NOT NULL' })
export class Job extends CountedRow {
  @NumberKey() id!: number;
  @Text() name!: string;
  @OptionalText() description!: string | null;
  /** An identity given by the harness, unique on this server. */
  @Column({ type: 'text', nullable: true, unique: true }) uniqueident!: string | null;
  @ToOne(() => User, { gone: 'RESTRICT' }) submitter!: User;
  @ToOne(() => Group, { optional: true, gone: 'SET NULL' }) group!: Group | null;
  @ToOne(() => Build, { optional: true, gone: 'SET NULL' }) build!: Build | null;
  @ToOne(() => DeviceType, { optional: true, gone: 'SET NULL' }) requested_device_type!: DeviceType | null;
  @ToOne(() => Device, { optional: true, gone: 'SET NULL' }) actual_device!: Device | null;
  @ToOne(() => Worker, { optional: true, gone: 'SET NULL' }) worker!: Worker | null;
  @Linked(() => Tag, 'job_tags', 'job', 'tag') tags!: Tag[];
  /** Where in its life. */
  @Column({ type: 'text', default: 'Submitted' }) state!: JobState;
  /** The verdict in LAVA's words. */
  @Column({ type: 'text', default: 'Unknown' }) health!: JobHealth;
  /** The verdict in force: the reported one if there is one, else the worst of its tests once it has finished. */
  @OptionalText() outcome!: JobOutcome | null;
  /** The verdict that was stated outright, never a computed one. */
  @OptionalText() reported_outcome!: JobOutcome | null;
  /** Why it ended as it did, in words. */
  @OptionalText() reason!: string | null;
  /** The exact word received, and from which vocabulary. */
  @OptionalText() source_status!: string | null;
  @OptionalText() source_system!: string | null;
  @Whole(50) priority!: number;
  @Flag(false) health_check!: boolean;
  @OptionalTime() submit_time!: string | null;
  @OptionalTime() start_time!: string | null;
  @OptionalTime() end_time!: string | null;
  @Text() definition!: string;
  /** As it was sent, when `definition` says the same in other words. */
  @Text() original_definition!: string;
  /** The definition of all nodes, of which this job is one. */
  @Text() multinode_definition!: string;
  /** What the nodes of one multinode definition have in common. */
  @OptionalText() target_group!: string | null;
  /** Which node it is: the number of the first node, a dot, its own place from 0. */
  @OptionalText() sub_id!: string | null;
  /** A secret that the dispatcher of this job knows. */
  @OptionalText() token!: string | null;
  @Linked(() => FailureTag, 'job_failure_tags', 'job', 'failure_tag') failure_tags!: FailureTag[];
  @OptionalText() failure_comment!: string | null;
  @Column({ type: 'jsonb', default: {} }) metadata!: Record<string, unknown>;
  @Flag(true) is_public!: boolean;
  @Linked(() => UserGroup, 'job_viewing_groups', 'job', 'group') viewing_groups!: UserGroup[];
  /** Not public or with viewing groups: kept by triggers, so that the visibility rule has an index. */
  @Flag(false) restricted!: boolean;
  @Linked(() => Job, 'job_parents', 'job', 'parent') parents!: Job[];
  @ToOne(() => Job, { optional: true, gone: 'SET NULL' }) cloned_from!: Job | null;
}
