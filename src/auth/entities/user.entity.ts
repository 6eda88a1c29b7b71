import { Column, Entity } from 'typeorm';
import {
  Flag,
  Linked,
  NumberKey,
  OptionalText,
  OptionalTime,
  Text,
  TimeOfCreation,
} from '../../database/columns';
import { Permission } from './permission.entity';
import { UserGroup } from './user-group.entity';

/** Someone who signs in: a person or a harness. */
@Entity('users')
export class User {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) username!: string;
  @Text() email!: string;
  @Text() first_name!: string;
  @Text() last_name!: string;
  /** argon2id; null when this account has no password. */
  @OptionalText() password!: string | null;
  @Flag(true) is_active!: boolean;
  /** May administer the lab: devices, workers, device types, tags. */
  @Flag(false) is_staff!: boolean;
  /** May see and do everything. */
  @Flag(false) is_superuser!: boolean;
  @TimeOfCreation() date_joined!: string;
  @OptionalTime() last_login!: string | null;
  /** What they may do everywhere, beside what their groups may. */
  @Linked(() => Permission, 'user_permissions', 'user', 'permission') permissions!: Permission[];
  @Linked(() => UserGroup, 'user_group_members', 'user', 'group') groups!: UserGroup[];
}
