import { Entity, Index, Unique } from 'typeorm';
import { Permission } from '../../auth/entities/permission.entity';
import { UserGroup } from '../../auth/entities/user-group.entity';
import { NumberKey, ToOne } from '../../database/columns';
import { DeviceType } from '../devicetypes/device-type.entity';

/** What a user group may do with one device type. */
@Entity('device_type_permissions')
@Index(['device_type'])
@Index(['group'])
@Index(['permission'])
@Unique(['device_type', 'permission', 'group'])
export class DeviceTypePermission {
  @NumberKey() id!: number;
  @ToOne(() => DeviceType, { gone: 'CASCADE' }) device_type!: DeviceType;
  @ToOne(() => UserGroup, { gone: 'CASCADE' }) group!: UserGroup;
  @ToOne(() => Permission, { gone: 'CASCADE' }) permission!: Permission;
}
