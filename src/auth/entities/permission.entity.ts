import { Column, Entity } from 'typeorm';
import { NumberKey, RequiredText } from '../../database/columns';

/** One thing that users and groups may be allowed to do, by Django's codename: `change_device`. */
@Entity('permissions')
export class Permission {
  @NumberKey() id!: number;
  @Column({ type: 'text', unique: true }) codename!: string;
  /** What it is done to: `device`. */
  @RequiredText() model!: string;
}
