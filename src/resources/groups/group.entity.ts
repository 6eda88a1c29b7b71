import { Column, Entity, Index } from 'typeorm';
import { NumberKey, OptionalText, ToOne } from '../../database/columns';

/** A product or branch under test: groups hold builds, builds hold jobs. */
@Entity('groups')
@Index(['parent'])
export class Group {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) name!: string;
  @OptionalText() description!: string | null;
  @ToOne(() => Group, { optional: true, gone: 'SET NULL' }) parent!: Group | null;
}
