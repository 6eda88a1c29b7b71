import { applyDecorators } from '@nestjs/common';
import {
  Column,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';

type Target = () => new () => object;

/** A `bigint` identity: the key of everything that has a number. */
export const NumberKey = () =>
  PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' });

/** A natural key: the text that clients use in paths and as a relation's value. */
export const NaturalKey = () => PrimaryColumn({ type: 'text' });

/** Text that is always there, "" when nothing was said. */
export const Text = () => Column({ type: 'text', default: '' });
/** Text that must be given. */
export const RequiredText = () => Column({ type: 'text' });
export const OptionalText = () => Column({ type: 'text', nullable: true });
export const Flag = (value: boolean) => Column({ type: 'boolean', default: value });
/** Microseconds, with zone. */
export const OptionalTime = () => Column({ type: 'timestamptz', nullable: true });
/** A time that is now unless said. */
export const TimeOfCreation = () => Column({ type: 'timestamptz', default: () => 'now()' });
export const Whole = (value: number) => Column({ type: 'integer', default: value });
export const OptionalWhole = () => Column({ type: 'integer', nullable: true });

/** A to-one relation; its column bears the property's name. `gone` is what happens to this row when the target goes. */
export function ToOne(
  target: Target,
  options: { optional?: boolean; gone: 'CASCADE' | 'SET NULL' | 'RESTRICT' },
): PropertyDecorator {
  return applyDecorators(
    ManyToOne(target, { nullable: options.optional ?? false, onDelete: options.gone }),
    JoinColumn(),
  );
}

/** A many-valued relation through a link table of two columns, both of them its key. */
export function Linked(target: Target, table: string, owner: string, other: string): PropertyDecorator {
  return applyDecorators(
    ManyToMany(target, { onDelete: 'CASCADE' }),
    JoinTable({ name: table, joinColumn: { name: owner }, inverseJoinColumn: { name: other } }),
  );
}
