import { Column, Entity, Index, Unique } from 'typeorm';
import { NumberKey, OptionalText, Text, TimeOfCreation, ToOne } from '../../database/columns';
import { Job } from '../jobs/job.entity';

/** One structured line of a job's log. */
@Entity('log_lines')
@Index(['job', 'id'])
@Unique(['job', 'line'])
export class LogLine {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  /** Counted from 0 within its job, by the database. */
  @Column({ type: 'integer' }) line!: number;
  @TimeOfCreation() time!: string;
  @Column({ type: 'text', default: 'info' }) level!: string;
  @Text() message!: string;
  /** The line as it came, where time, level and message do not say it all. */
  @OptionalText() source!: string | null;
}
