import { Entity, Index } from 'typeorm';
import { NumberKey, RequiredText, ToOne } from '../../database/columns';
import { CountedRow } from '../counters.entity';
import { Job } from '../jobs/job.entity';

/** A named set of tests within one job; its name is unique there, by its digest. */
@Entity('suites')
@Index('suites_job_name_key', { synchronize: false })
@Index(['job', 'id'])
export class Suite extends CountedRow {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @RequiredText() name!: string;
}
