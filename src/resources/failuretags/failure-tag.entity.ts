import { Column, Entity } from 'typeorm';
import { NumberKey, OptionalText } from '../../database/columns';

/** A word on why jobs failed. */
@Entity('failure_tags')
export class FailureTag {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) name!: string;
  @OptionalText() description!: string | null;
}
