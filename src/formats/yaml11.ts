import { parseDocument, ScalarTag, Tags } from 'yaml';

/** A value of YAML 1.1. Whole numbers are bigints and the others numbers, so that `1.0` stays what it is. */
export type YamlValue = YamlScalar | YamlValue[] | YamlMapping;
export type YamlScalar = string | number | bigint | boolean | null;
export type YamlMapping = Map<YamlScalar, YamlValue>;

/** Nested deeper than this is an attack. */
export const MOST_DEPTH = 100;
/** Each use of an alias counts as often as it unfolds. */
const MOST_ALIASES = 16;

/** PyYAML is what LAVA reads with; where the library takes more for a number or a boolean than PyYAML does, PyYAML's rule. */
const PYYAML: Readonly<Record<string, RegExp>> = {
  'bool true': /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
  'bool false': /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
  'int ': /^[-+]?(?:0|[1-9][0-9_]*)$/,
  'int TIME': /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/,
  'float ': /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)$/,
  'float EXP': /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)[eE][-+][0-9]+$/,
};
const NAMESPACE = 'tag:yaml.org,2002:';

function asPyYaml(tag: ScalarTag): ScalarTag {
  const name = tag.tag.slice(NAMESPACE.length);
  if (tag.test === undefined || tag.test.test('.nan')) return tag;
  const kind = name === 'bool' ? String(tag.test.test('true')) : (tag.format ?? '');
  return { ...tag, test: PYYAML[`${name} ${kind}`] ?? tag.test };
}

/** Dates stay text: they are only ever shown. */
function tagsOf(tags: Tags): Tags {
  return tags
    .filter((tag) => typeof tag === 'string' || tag.tag !== `${NAMESPACE}timestamp`)
    .map((tag) => (typeof tag === 'string' || tag.collection !== undefined ? tag : asPyYaml(tag)));
}

const OPTIONS = {
  version: '1.1',
  customTags: tagsOf,
  intAsBigInt: true,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Reads one document of YAML 1.1 as PyYAML's safe loader does; undefined when it is none, holds collections as keys,
 * is nested too deep or unfolds too many aliases. The library takes up to 30 ms for each KB of malicious text: cap it.
 */
export function readYaml11(text: string): YamlValue | undefined {
  try {
    const document = parseDocument(text, OPTIONS);
    if (document.errors.length > 0) return undefined;
    return valueOf(document.toJS({ mapAsMap: true, maxAliasCount: MOST_ALIASES }), 0);
  } catch {
    return undefined;
  }
}

function valueOf(value: unknown, depth: number): YamlValue {
  if (value === null || typeof value !== 'object') return scalarOf(value);
  if (depth >= MOST_DEPTH) throw new RangeError('nested too deep');
  if (Array.isArray(value)) return value.map((item) => valueOf(item, depth + 1));
  if (value instanceof Map) {
    const mapping: YamlMapping = new Map();
    for (const [key, item] of value) mapping.set(scalarOf(key), valueOf(item, depth + 1));
    return mapping;
  }
  if (value instanceof Set) return new Map([...value].map((item) => [scalarOf(item), null]));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  throw new TypeError('not a value of YAML');
}

function scalarOf(value: unknown): YamlScalar {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    default:
      if (value === null) return null;
      throw new TypeError('not a scalar of YAML');
  }
}

/**
 * A value that came as JSON, as a value of YAML: numbers without fraction are whole ones. Undefined when nested too deep.
 */
export function yamlOfJson(value: unknown, depth = 0): YamlValue | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return scalarOf(value);
  if (depth >= MOST_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => yamlOfJson(item, depth + 1));
    return items.includes(undefined) ? undefined : (items as YamlValue[]);
  }
  const mapping: YamlMapping = new Map();
  for (const key of Object.keys(value)) {
    const item = yamlOfJson((value as Record<string, unknown>)[key], depth + 1);
    if (item === undefined) return undefined;
    mapping.set(key, item);
  }
  return mapping;
}
