import { Entity, Index } from 'typeorm';
import { NumberKey, OptionalText, RequiredText, TimeOfCreation, ToOne } from '../../database/columns';
import { Job } from '../jobs/job.entity';
import { Test } from '../tests/test.entity';

/** Something that happened to a job or to one of its tests. */
@Entity('activities')
@Index(['job', 'id'])
@Index(['test', 'id'])
export class Activity {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @ToOne(() => Test, { optional: true, gone: 'CASCADE' }) test!: Test | null;
  @RequiredText() activity!: string;
  @TimeOfCreation() time!: string;
  @OptionalText() status!: string | null;
}
