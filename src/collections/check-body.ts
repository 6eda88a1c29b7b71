import { registerDecorator, validateSync, ValidationArguments } from 'class-validator';
import { BadInput, FieldErrors } from '../errors/domain-error';
import { FieldStatement, ResourceStatement } from '../query/statement';
import { Values } from '../store/values';
import { pythonType } from '../store/python-type';
import { checkField } from './check-field';
import { Checked } from './checked';

/** `create` and `replace` want the required fields, `change` takes any subset. */
export type Mode = 'create' | 'replace' | 'change';

type Dto = Record<string, unknown> & { [RESULTS]: Map<string, Checked> };
/** All that a check needs to know: what is no collection has such statements, too. */
type Fields<C> = Pick<ResourceStatement<C>, 'fields'>;
const RESULTS = Symbol('results');
const REQUIRED = 'This field is required.';

const classes = new WeakMap<object, Record<Mode, new () => Dto>>();

/** True when a body of this mode may say this field. */
export function writable<C>(field: FieldStatement<C>, mode: Mode): boolean {
  return !field.readOnly && !field.hidden && (mode === 'create' || !field.createOnly);
}

/** Checks one field of a body; undefined when there is nothing to store. */
function checkMember<C>(field: FieldStatement<C>, mode: Mode, value: unknown): Checked | undefined {
  if (value === undefined) {
    if (field.required && mode !== 'change') return { message: REQUIRED };
    return mode === 'create' && 'default' in field && field.default !== undefined
      ? { value: field.default }
      : undefined;
  }
  return checkField(field, value);
}

/** A class-validator class made from the statement: each writable field carries its check. */
function dtoClass<C>(statement: Fields<C>, mode: Mode): new () => Dto {
  class StatementDto {
    [RESULTS] = new Map<string, Checked>();
  }
  for (const [name, field] of Object.entries(statement.fields)) {
    if (!writable(field, mode)) continue;
    registerDecorator({
      name: 'statement',
      target: StatementDto,
      propertyName: name,
      options: { message: (args: ValidationArguments) => messageOf(args.object as Dto, name) },
      validator: {
        validate(value: unknown, args?: ValidationArguments): boolean {
          const checked = checkMember(field, mode, value);
          if (checked) (args?.object as Dto)[RESULTS].set(name, checked);
          return !checked || 'value' in checked;
        },
      },
    });
  }
  return StatementDto as unknown as new () => Dto;
}

function messageOf(dto: Dto, name: string): string {
  const checked = dto[RESULTS].get(name);
  return checked && 'message' in checked ? checked.message : '';
}

function classOf<C>(statement: Fields<C>, mode: Mode): new () => Dto {
  let modes = classes.get(statement);
  if (!modes) {
    modes = {
      create: dtoClass(statement, 'create'),
      replace: dtoClass(statement, 'replace'),
      change: dtoClass(statement, 'change'),
    };
    classes.set(statement, modes);
  }
  return modes[mode];
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** What is wrong with a body that is no object; null when it is one. */
export function notAnObject(body: unknown): FieldErrors | null {
  if (isObject(body)) return null;
  const message =
    body === null ? 'No data provided' : `Invalid data. Expected a dictionary, but got ${pythonType(body)}.`;
  return { non_field_errors: [message] };
}

/** Per body, the values that can be stored, and the messages of the fields that cannot; none when all is well. */
export interface CheckedBodies {
  rows: Values[];
  errors: FieldErrors[];
}

/**
 * Checks one body against the statement; unknown and read-only names are ignored. Whether the rows exist that it refers
 * to is left to the caller, who can then name everything that is wrong.
 * @throws BadInput it is no object
 */
export function checkBody<C>(statement: Fields<C>, mode: Mode, body: unknown): CheckedBodies {
  if (!isObject(body)) throw new BadInput('Invalid data.', { fields: notAnObject(body) ?? {} });
  const dto = new (classOf(statement, mode))();
  for (const name of Object.keys(statement.fields)) if (Object.hasOwn(body, name)) dto[name] = body[name];
  const faults = validateSync(dto, { forbidUnknownValues: false });
  const errors: FieldErrors = {};
  for (const fault of faults) errors[fault.property] = Object.values(fault.constraints ?? {});
  return { rows: [valuesOf(dto[RESULTS])], errors: [errors] };
}

/** As `checkBody`, for many new rows: the same checks without class-validator's cost per row. */
export function checkMany<C>(statement: Fields<C>, bodies: readonly unknown[]): CheckedBodies {
  const fields = Object.entries(statement.fields).filter(([, field]) => writable(field, 'create'));
  const errors: FieldErrors[] = [];
  const rows = bodies.map((body, at) => {
    if (!isObject(body)) {
      errors[at] = notAnObject(body) ?? {};
      return {};
    }
    const mine: FieldErrors = {};
    const results = new Map<string, Checked>();
    for (const [name, field] of fields) {
      const checked = checkMember(field, 'create', Object.hasOwn(body, name) ? body[name] : undefined);
      if (!checked) continue;
      if ('message' in checked) mine[name] = [checked.message];
      else results.set(name, checked);
    }
    errors[at] = mine;
    return valuesOf(results);
  });
  return { rows, errors };
}

function valuesOf(results: ReadonlyMap<string, Checked>): Values {
  const values: Values = {};
  for (const [name, checked] of results) if ('value' in checked) values[name] = checked.value;
  return values;
}
