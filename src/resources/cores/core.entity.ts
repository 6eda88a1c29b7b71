import { Entity } from 'typeorm';
import { NaturalKey } from '../../database/columns';

/** A processor core that device types have. */
@Entity('cores')
export class Core {
  @NaturalKey() name!: string;
}
