import { Entity, Index, Unique } from 'typeorm';
import { Permission } from '../../auth/entities/permission.entity';
import { UserGroup } from '../../auth/entities/user-group.entity';
import { NumberKey, ToOne } from '../../database/columns';
import { Worker } from '../workers/worker.entity';

/** What a user group may do with one worker. */
@Entity('worker_permissions')
@Index(['worker'])
@Index(['group'])
@Index(['permission'])
@Unique(['worker', 'permission', 'group'])
export class WorkerPermission {
  @NumberKey() id!: number;
  @ToOne(() => Worker, { gone: 'CASCADE' }) worker!: Worker;
  @ToOne(() => UserGroup, { gone: 'CASCADE' }) group!: UserGroup;
  @ToOne(() => Permission, { gone: 'CASCADE' }) permission!: Permission;
}
