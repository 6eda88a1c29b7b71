import { Column, Entity, Index, Unique } from 'typeorm';
import { NumberKey, OptionalText, TimeOfCreation, ToOne } from '../../database/columns';
import { CountedRow } from '../counters.entity';
import { Group } from '../groups/group.entity';

/** One build of what a group tests; its jobs tested it. */
@Entity('builds')
@Unique(['group', 'name'])
@Index(['created'])
export class Build extends CountedRow {
  @NumberKey() id!: number;
  @ToOne(() => Group, { gone: 'CASCADE' }) group!: Group;
  @Column({ type: 'text' }) name!: string;
  @OptionalText() description!: string | null;
  @TimeOfCreation() created!: string;
}
