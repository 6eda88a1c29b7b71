import { Entity, Index } from 'typeorm';
import { NumberKey, RequiredText } from '../../database/columns';

/** The pair (suite name, test name), shared by all jobs: a test's history is the tests of its case. */
@Entity('test_cases')
@Index('test_cases_digest_key', { synchronize: false })
export class TestCase {
  @NumberKey() id!: number;
  @RequiredText() suite_name!: string;
  @RequiredText() name!: string;
}
