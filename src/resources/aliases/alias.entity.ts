import { Entity, Index } from 'typeorm';
import { NaturalKey, ToOne } from '../../database/columns';
import { DeviceType } from '../devicetypes/device-type.entity';

/** Another name of a device type. */
@Entity('aliases')
@Index(['device_type'])
export class Alias {
  @NaturalKey() name!: string;
  @ToOne(() => DeviceType, { gone: 'CASCADE' }) device_type!: DeviceType;
}
