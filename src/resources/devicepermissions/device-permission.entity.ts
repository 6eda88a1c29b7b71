import { Entity, Index, Unique } from 'typeorm';
import { Permission } from '../../auth/entities/permission.entity';
import { UserGroup } from '../../auth/entities/user-group.entity';
import { NumberKey, ToOne } from '../../database/columns';
import { Device } from '../devices/device.entity';

/** What a user group may do with one device. */
@Entity('device_permissions')
@Index(['device'])
@Index(['group'])
@Index(['permission'])
@Unique(['device', 'permission', 'group'])
export class DevicePermission {
  @NumberKey() id!: number;
  @ToOne(() => Device, { gone: 'CASCADE' }) device!: Device;
  @ToOne(() => UserGroup, { gone: 'CASCADE' }) group!: UserGroup;
  @ToOne(() => Permission, { gone: 'CASCADE' }) permission!: Permission;
}
