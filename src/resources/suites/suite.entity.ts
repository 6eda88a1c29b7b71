import { Entity, Unique } from 'typeorm';
import { NumberKey, RequiredText, ToOne } from '../../database/columns';
import { CountedRow } from '../counters.entity';
import { Job } from '../jobs/job.entity';

/** A named set of tests within one job. */
@Entity('suites')
@Unique(['job', 'name'])
export class Suite extends CountedRow {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @RequiredText() name!: string;
}
