import { Column, Entity } from 'typeorm';
import { NaturalKey, OptionalText, OptionalTime, Whole } from '../../database/columns';

export const WORKER_STATES = ['Online', 'Offline'] as const;
export const WORKER_HEALTHS = ['Active', 'Maintenance', 'Retired'] as const;

/** A machine that devices hang on and that runs jobs on them. */
@Entity('workers')
export class Worker {
  @NaturalKey() hostname!: string;
  @Column({ type: 'text', default: 'Offline' }) state!: (typeof WORKER_STATES)[number];
  @Column({ type: 'text', default: 'Active' }) health!: (typeof WORKER_HEALTHS)[number];
  @OptionalText() description!: string | null;
  @OptionalTime() last_ping!: string | null;
  /** Jobs at a time; 0 is no limit. */
  @Whole(0) job_limit!: number;
  @OptionalText() version!: string | null;
  /** By this it signs in; superusers may read it. */
  @OptionalText() token!: string | null;
  /** Its own configuration and environment, YAML. */
  @OptionalText() config!: string | null;
  @OptionalText() env!: string | null;
}
