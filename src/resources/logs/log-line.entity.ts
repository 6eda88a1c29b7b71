import { Column, Entity, Index } from 'typeorm';
import { NumberKey, Text, TimeOfCreation, ToOne } from '../../database/columns';
import { Job } from '../jobs/job.entity';

/** One structured line of a job's log. */
@Entity('log_lines')
@Index(['job', 'id'])
export class LogLine {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @TimeOfCreation() time!: string;
  @Column({ type: 'text', default: 'info' }) level!: string;
  @Text() message!: string;
}
