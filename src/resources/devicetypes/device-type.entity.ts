import { Column, Entity, Index, OneToMany } from 'typeorm';
import { Flag, Linked, NaturalKey, OptionalText, OptionalWhole, ToOne, Whole } from '../../database/columns';
import { Alias } from '../aliases/alias.entity';
import { Architecture } from '../architectures/architecture.entity';
import { BitWidth } from '../bitwidths/bit-width.entity';
import { Core } from '../cores/core.entity';
import { Processor } from '../processors/processor.entity';

/** A kind of board or machine. */
@Entity('device_types')
@Index(['architecture'])
@Index(['processor'])
@Index(['bits'])
export class DeviceType {
  @NaturalKey() name!: string;
  @OptionalText() description!: string | null;
  @Flag(true) display!: boolean;
  @ToOne(() => Architecture, { optional: true, gone: 'SET NULL' }) architecture!: Architecture | null;
  @ToOne(() => Processor, { optional: true, gone: 'SET NULL' }) processor!: Processor | null;
  @OptionalText() cpu_model!: string | null;
  /** Its other names. */
  @OneToMany(() => Alias, (alias) => alias.device_type) aliases!: Alias[];
  @Linked(() => Core, 'device_type_cores', 'device_type', 'core') cores!: Core[];
  @OptionalWhole() core_count!: number | null;
  @ToOne(() => BitWidth, { optional: true, gone: 'SET NULL' }) bits!: BitWidth | null;
  /** A health check is due after this many hours or jobs. */
  @Whole(24) health_frequency!: number;
  @Column({ type: 'text', default: 'hours' }) health_denominator!: 'hours' | 'jobs';
  @Flag(false) disable_health_check!: boolean;
  /** Jinja2, from which the configuration of its devices is made. */
  @OptionalText() template!: string | null;
  /** The definition of the job that checks its devices. */
  @OptionalText() health_check!: string | null;
}
