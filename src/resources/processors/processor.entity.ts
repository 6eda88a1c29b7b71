import { Entity } from 'typeorm';
import { NaturalKey } from '../../database/columns';

/** A processor family that device types have. */
@Entity('processors')
export class Processor {
  @NaturalKey() name!: string;
}
