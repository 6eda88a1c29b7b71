import { Mode, writable } from '../../collections/check-body';
import { Resource } from '../../collections/resource';
import { FieldStatement } from '../../query/statement';

/** A form: all values by name, in the order sent. */
export type Form = ReadonlyMap<string, readonly string[]>;

export function formOf(pairs: Iterable<readonly [string, string]>): Form {
  const form = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/** A form as a plain object: of a repeated name the last value counts. */
export function lastValues(form: Form): Record<string, unknown> {
  return Object.fromEntries([...form].map(([name, values]) => [name, values.at(-1)]));
}

/**
 * A form as the body that JSON would have sent (drf.md §14): lists for many-valued fields, null for an empty value that
 * may be null, false for a checkbox that is not there.
 */
export function formBody(form: Form, resource: Resource, mode: Mode): Record<string, unknown> {
  const body = lastValues(form);
  for (const [name, field] of Object.entries(resource.fields)) {
    if (!writable(field, mode)) continue;
    const value = fieldValue(field, form.get(name), mode);
    if (value === undefined) delete body[name];
    else body[name] = value;
  }
  return body;
}

function fieldValue<C>(field: FieldStatement<C>, sent: readonly string[] | undefined, mode: Mode): unknown {
  if (!sent) return field.type === 'bool' && !field.nullable && mode !== 'change' ? false : undefined;
  if (field.type === 'relation' && field.many) return sent.filter((value) => value !== '');
  const value = sent.at(-1) ?? '';
  if (value === '' && !('blank' in field && field.blank)) {
    if (field.nullable) return null;
    if (!field.required) return undefined;
  }
  return field.type === 'json' ? fromJson(value) : value;
}

function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
