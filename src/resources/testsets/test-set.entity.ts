import { Entity, Index } from 'typeorm';
import { NumberKey, RequiredText, ToOne } from '../../database/columns';
import { Suite } from '../suites/suite.entity';

/** Tests of one suite that belong together; its name is unique there, by its digest. */
@Entity('test_sets')
@Index('test_sets_suite_name_key', { synchronize: false })
@Index(['suite', 'id'])
export class TestSet {
  @NumberKey() id!: number;
  @ToOne(() => Suite, { gone: 'CASCADE' }) suite!: Suite;
  @RequiredText() name!: string;
}
