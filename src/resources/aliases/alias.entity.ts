import { Entity, Index } from 'typeorm';
import { NaturalKey, ToOne } from '../../database/columns';
import { DeviceType } from '../devicetypes/device-type.entity';

/** Another name of a device type. */
@Entity('aliases')
@Index(['device_type'])
export class Alias {
  @NaturalKey() name!: string;
  /** Null while it names nothing. */
  @ToOne(() => DeviceType, { optional: true, gone: 'CASCADE' }) device_type!: DeviceType | null;
}
