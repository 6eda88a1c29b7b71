import { Entity } from 'typeorm';
import { NaturalKey } from '../../database/columns';

/** An instruction set architecture that device types have. */
@Entity('architectures')
export class Architecture {
  @NaturalKey() name!: string;
}
