import { Column, Entity } from 'typeorm';
import { NaturalKey, OptionalText } from '../../database/columns';

/** A word for how a job ended, and what it means. */
@Entity('job_statuses')
export class JobStatus {
  @NaturalKey() name!: string;
  @OptionalText() description!: string | null;
  /** True for good, false for bad, null for neither. */
  @Column({ type: 'boolean', nullable: true }) good!: boolean | null;
}
