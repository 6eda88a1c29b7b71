import { DefinitionKey, DefinitionMap, DefinitionValue, isMapping } from './definition-value';
import { Fault, Step } from './fault';
import { MappingShape, Shape } from './shape';

/** What becomes of keys that no shape knows. */
export type Unknown = 'refuse' | 'pass';

const isWhole = (value: DefinitionValue): value is bigint | boolean =>
  typeof value === 'bigint' || typeof value === 'boolean';

/** The first fault of a value, in the order in which voluptuous finds them: of what is there, then of what is missing. */
export function walk(
  shape: Shape,
  value: DefinitionValue,
  unknown: Unknown,
  path: readonly Step[] = [],
): Fault | null {
  const wrong = (reason: string): Fault => ({ reason, path });
  switch (shape.is) {
    case 'anything':
      return null;
    case 'text':
      if (typeof value !== 'string') return wrong('expected str');
      return outside('length of value', BigInt([...value].length), shape, wrong);
    case 'int':
      return isWhole(value) ? outside('value', BigInt(value), shape, wrong) : wrong('expected int');
    case 'bool':
      return typeof value === 'boolean' ? null : wrong('expected bool');
    case 'dict':
      return isMapping(value) ? null : wrong('expected dict');
    case 'word':
      return typeof value === 'string' && shape.words.includes(value) ? null : wrong('not a valid value');
    case 'list':
      return Array.isArray(value) ? firstOf(shape.of, value, unknown, path) : wrong('expected a list');
    case 'any':
      return deepest(shape.of, value, unknown, path);
    case 'mapping':
      return isMapping(value) ? ofMapping(shape, value, unknown, path) : wrong('expected a dictionary');
  }
}

function outside(
  what: string,
  size: bigint,
  { least, most }: { least?: number | bigint; most?: number | bigint },
  wrong: (reason: string) => Fault,
): Fault | null {
  if (least !== undefined && size < least) return wrong(`${what} must be at least ${least}`);
  return most !== undefined && size > most ? wrong(`${what} must be at most ${most}`) : null;
}

function firstOf(
  shape: Shape,
  items: DefinitionValue[],
  unknown: Unknown,
  path: readonly Step[],
): Fault | null {
  for (const [place, item] of items.entries()) {
    const fault = walk(shape, item, unknown, [...path, { place }]);
    if (fault) return fault;
  }
  return null;
}

/** Of several shapes none of which fits, the fault that lies deepest tells most; of equals the first. */
function deepest(
  shapes: readonly Shape[],
  value: DefinitionValue,
  unknown: Unknown,
  path: readonly Step[],
): Fault | null {
  let worst: Fault | null = null;
  for (const shape of shapes) {
    const fault = walk(shape, value, unknown, path);
    if (!fault) return null;
    if (!worst || fault.path.length > worst.path.length) worst = fault;
  }
  return worst;
}

function ofMapping(
  shape: MappingShape,
  value: DefinitionMap,
  unknown: Unknown,
  path: readonly Step[],
): Fault | null {
  for (const { mark, keys } of shape.exclusive ?? [])
    if (keys.filter((key) => value.has(key)).length > 1)
      return {
        reason: `two or more values in the same group of exclusion '${mark}'`,
        path: [...path, { mark }],
      };
  for (const [key, inner] of value) {
    const at = [...path, key];
    const known = shapeOfKey(shape, key);
    if (!known) {
      if (shape.open || unknown === 'pass') continue;
      return { reason: 'extra keys not allowed', path: at };
    }
    const fault = walk(known, inner, unknown, at);
    if (fault) return fault.path.length === at.length ? { ...fault, ofValue: true } : fault;
  }
  const missing = shape.required.find((key) => !value.has(key)) ?? missingOne(shape, value);
  return missing === undefined ? null : { reason: 'required key not provided', path: [...path, missing] };
}

function missingOne({ exclusive = [] }: MappingShape, value: DefinitionMap): Step | undefined {
  const group = exclusive.find(({ keys, needed }) => needed && !keys.some((key) => value.has(key)));
  return group && { mark: group.mark };
}

function shapeOfKey({ keys, others }: MappingShape, key: DefinitionKey): Shape | undefined {
  if (typeof key === 'string' && Object.hasOwn(keys, key)) return keys[key];
  if (!others) return undefined;
  const fits = typeof key === 'string' ? (others.like?.test(key) ?? true) : others.numbers && isWhole(key);
  return fits ? others.value : undefined;
}
