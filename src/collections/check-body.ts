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
const RESULTS = Symbol('results');
const REQUIRED = 'This field is required.';

const classes = new WeakMap<object, Record<Mode, new () => Dto>>();

/** True when a body of this mode may say this field. */
export function writable<C>(field: FieldStatement<C>, mode: Mode): boolean {
  return !field.readOnly && (mode === 'create' || !field.createOnly);
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
function dtoClass<C>(statement: ResourceStatement<C>, mode: Mode): new () => Dto {
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

function classOf<C>(statement: ResourceStatement<C>, mode: Mode): new () => Dto {
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

/**
 * Checks a body against the statement and gives the values to store; unknown and read-only names are ignored.
 * @throws BadInput with all messages by field
 */
export function checkBody<C>(statement: ResourceStatement<C>, mode: Mode, body: unknown): Values {
  if (!isObject(body)) throw new BadInput('Invalid data.', { fields: notAnObject(body) ?? {} });
  const dto = new (classOf(statement, mode))();
  for (const name of Object.keys(statement.fields)) if (Object.hasOwn(body, name)) dto[name] = body[name];
  const faults = validateSync(dto, { forbidUnknownValues: false });
  if (faults.length > 0) {
    const fields: FieldErrors = {};
    for (const fault of faults) fields[fault.property] = Object.values(fault.constraints ?? {});
    throw new BadInput('Invalid input.', { fields });
  }
  return valuesOf(dto[RESULTS]);
}

/** As `checkBody`, for many: the same checks without class-validator's cost per row. Null marks a bad row. */
export function checkMany<C>(
  statement: ResourceStatement<C>,
  bodies: readonly unknown[],
): { rows: Values[]; errors: FieldErrors[] | null } {
  const fields = Object.entries(statement.fields).filter(([, field]) => writable(field, 'create'));
  const errors: FieldErrors[] = [];
  let bad = false;
  const rows = bodies.map((body, at) => {
    if (!isObject(body)) {
      errors[at] = notAnObject(body) ?? {};
      bad = true;
      return {};
    }
    const mine: FieldErrors = {};
    const results = new Map<string, Checked>();
    for (const [name, field] of fields) {
      const checked = checkMember(field, 'create', Object.hasOwn(body, name) ? body[name] : undefined);
      if (!checked) continue;
      if ('message' in checked) {
        mine[name] = [checked.message];
        bad = true;
      } else results.set(name, checked);
    }
    errors[at] = mine;
    return valuesOf(results);
  });
  return { rows, errors: bad ? errors : null };
}

function valuesOf(results: ReadonlyMap<string, Checked>): Values {
  const values: Values = {};
  for (const [name, checked] of results) if ('value' in checked) values[name] = checked.value;
  return values;
}
