import { Column, Entity, Index } from 'typeorm';
import {
  Flag,
  NumberKey,
  OptionalText,
  OptionalWhole,
  Text,
  TimeOfCreation,
  ToOne,
  Whole,
} from '../../database/columns';
import { TestResult, TestState } from '../../vocabulary/test-result';
import { Job } from '../jobs/job.entity';
import { Suite } from '../suites/suite.entity';
import { TestCase } from '../testcases/test-case.entity';
import { TestSet } from '../testsets/test-set.entity';

/** One run of a test in a job. The largest table: its name lives in its case. */
@Entity('tests')
@Index(['job', 'id'])
@Index(['suite', 'id'])
@Index(['suite', 'test_case'])
@Index('tests_overruled_idx', ['job', 'id'], { where: 'NOT decides' })
@Index('tests_flaky_idx', ['id'], { where: 'flaky' })
@Index(['test_case', 'id'])
@Index(['result', 'id'])
@Index(['test_set'], { where: 'test_set IS NOT NULL' })
export class Test {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @ToOne(() => Suite, { gone: 'CASCADE' }) suite!: Suite;
  @ToOne(() => TestCase, { gone: 'RESTRICT' }) test_case!: TestCase;
  @ToOne(() => TestSet, { optional: true, gone: 'SET NULL' }) test_set!: TestSet | null;
  @Column({ type: 'text', default: 'finished' }) state!: TestState;
  /** The verdict; null unless finished. */
  @OptionalText() result!: TestResult | null;
  /** The exact word received. */
  @OptionalText() source_status!: string | null;
  @Column({ type: 'numeric', precision: 30, scale: 10, nullable: true }) measurement!: string | null;
  @Text() units!: string;
  /** Seconds. */
  @Column({ type: 'numeric', precision: 20, scale: 6, nullable: true }) duration!: string | null;
  @TimeOfCreation() logged!: string;
  @OptionalText() message!: string | null;
  /** Text as received, YAML or JSON. */
  @OptionalText() metadata!: string | null;
  /** 1 for the first run of this test in this job. */
  @Whole(1) attempt!: number;
  /** Whether this attempt gives the test its verdict; kept by triggers (docs/decisions/0013). */
  @Flag(true) decides!: boolean;
  /** It decides and is good, and another attempt was not; kept by triggers. */
  @Flag(false) flaky!: boolean;
  @OptionalWhole() start_log_line!: number | null;
  @OptionalWhole() end_log_line!: number | null;
}
