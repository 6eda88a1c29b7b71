import { Column, Entity, Index } from 'typeorm';
import { User } from '../../auth/entities/user.entity';
import { NumberKey, RequiredText, TimeOfCreation, ToOne, Whole } from '../../database/columns';
import { Job } from '../jobs/job.entity';

/** One upload and what became of it: the receipt. */
@Entity('ingests')
@Index(['job', 'id'])
@Index(['submitter', 'id'])
export class Ingest {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @ToOne(() => User, { gone: 'CASCADE' }) submitter!: User;
  @RequiredText() format!: string;
  /** Bytes received. */
  @Column({ type: 'bigint' }) bytes!: number;
  /** SHA-256 of the bytes received. */
  @RequiredText() sha256!: string;
  /** SHA-256 of bytes, attributes and submitter: the same upload again finds this row. */
  @Column({ type: 'bytea', unique: true }) fingerprint!: Buffer;
  @TimeOfCreation() created!: string;
  /** Tests the report says it has; null when it does not say. */
  @Column({ type: 'integer', nullable: true }) declared!: number | null;
  @Whole(0) stored!: number;
  /** Characters replaced because they cannot be stored. */
  @Whole(0) repaired!: number;
  /** Records that could not be stored. */
  @Whole(0) rejected!: number;
  @Column({ type: 'jsonb', default: [] }) warnings!: unknown[];
}
