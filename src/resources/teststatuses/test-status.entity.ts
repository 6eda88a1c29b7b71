import { Column, Entity } from 'typeorm';
import { Flag, NaturalKey, OptionalText } from '../../database/columns';

/** A word for how a test ended, and what it means. */
@Entity('test_statuses')
export class TestStatus {
  @NaturalKey() name!: string;
  @OptionalText() description!: string | null;
  /** True for good, false for bad, null for neither. */
  @Column({ type: 'boolean', nullable: true }) good!: boolean | null;
  /** Whether it is in the denominator of the pass rate. */
  @Flag(true) counts_in_pass_rate!: boolean;
}
