import { Column, Entity, Index } from 'typeorm';
import { User } from '../../auth/entities/user.entity';
import {
  Flag,
  NumberKey,
  OptionalText,
  OptionalTime,
  RequiredText,
  TimeOfCreation,
  ToOne,
  Whole,
} from '../../database/columns';
import { Job } from '../jobs/job.entity';

/** One upload and what became of it: the receipt. */
@Entity('ingests')
@Index(['job', 'id'])
@Index(['submitter', 'id'])
@Index(['submitter', 'idempotency_key'], { unique: true })
@Index('ingests_payload_idx', ['payload'], { where: 'payload IS NOT NULL' })
@Index('ingests_kept_idx', ['created'], { where: 'payload IS NOT NULL' })
export class Ingest {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @ToOne(() => User, { gone: 'CASCADE' }) submitter!: User;
  /** Of the files' formats each once, with commas. */
  @RequiredText() format!: string;
  /** Whose manner of the format it is; as `format`. */
  @OptionalText() dialect!: string | null;
  /** Bytes received. */
  @Column({ type: 'bigint' }) bytes!: number;
  /** SHA-256 of the bytes received. */
  @RequiredText() sha256!: string;
  /** SHA-256 of bytes, attributes and submitter: the same upload again finds this row. */
  @Column({ type: 'bytea', unique: true }) fingerprint!: Buffer;
  @TimeOfCreation() created!: string;
  /** When its payload was read and stored again. */
  @OptionalTime() reimported!: string | null;
  /** Each file with its figures: `FileReceipt` of ingest/. */
  @Column({ type: 'jsonb', default: [] }) files!: unknown[];
  /** Tests the report says it has; null when it does not say. */
  @Column({ type: 'integer', nullable: true }) declared!: number | null;
  @Whole(0) stored!: number;
  /** Of those stored: further attempts of a test that was there already. */
  @Whole(0) merged!: number;
  /** Characters replaced because they cannot be stored. */
  @Whole(0) repaired!: number;
  /** Records that could not be stored. */
  @Whole(0) rejected!: number;
  @Column({ type: 'jsonb', default: [] }) warnings!: unknown[];
  /** The job came with this upload. */
  @Flag(true) made_job!: boolean;
  /** What the client calls its request; the same again is answered by this row. */
  @OptionalText() idempotency_key!: string | null;
  /** What the uploader said of how to read it: format, zone, attempt. */
  @Column({ type: 'jsonb', default: {} }) reading!: Record<string, unknown>;
  /** The numbers of its tests in the job, from and to: `[[1, 50]]`; a reimport may add some. */
  @Column({ type: 'jsonb', default: [] }) ranges!: [number, number][];
  /** Where the upload itself is kept: SHA-256 of a blob; null when it is not, or no more. */
  @OptionalText() payload!: string | null;
  /** Bytes of that blob. */
  @Column({ type: 'bigint', nullable: true }) payload_bytes!: number | null;
  /** What that blob is: `PayloadForm` of ingest/. */
  @Column({ type: 'jsonb', nullable: true }) payload_form!: unknown;
}
