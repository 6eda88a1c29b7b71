import { Entity, PrimaryColumn } from 'typeorm';

/** A register width in bits. */
@Entity('bit_widths')
export class BitWidth {
  @PrimaryColumn({ type: 'integer' }) width!: number;
}
