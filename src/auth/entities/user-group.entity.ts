import { Column, Entity } from 'typeorm';
import { Linked, NumberKey } from '../../database/columns';
import { Permission } from './permission.entity';

/** A set of users; jobs may be shown to groups only. */
@Entity('user_groups')
export class UserGroup {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) name!: string;
  /** What its members may do everywhere. */
  @Linked(() => Permission, 'user_group_permissions', 'group', 'permission') permissions!: Permission[];
}
