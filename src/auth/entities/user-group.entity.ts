import { Column, Entity } from 'typeorm';
import { NumberKey } from '../../database/columns';

/** A set of users; jobs may be shown to groups only. */
@Entity('user_groups')
export class UserGroup {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) name!: string;
}
