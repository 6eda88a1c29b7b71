import { Column, Entity } from 'typeorm';
import { NumberKey, OptionalText } from '../../database/columns';

/** A word on devices and jobs. */
@Entity('tags')
export class Tag {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) name!: string;
  @OptionalText() description!: string | null;
}
