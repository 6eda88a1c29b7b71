import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { plainScalar } from './definition-scalar';
import { DefinitionValue, isMapping, Moment } from './definition-value';
import { floatText } from '../formats/python-float';

/** Plain, these would be marks and not text. */
const MARKS: ReadonlySet<string> = new Set(['<<', '=']);

/**
 * A definition in YAML 1.1 again: block style, keys in their order, no comments. Read, it gives the same
 * (lava-rest §8.1).
 */
export function definitionText(definition: DefinitionValue): string {
  // All scalars are text to the printer: what they mean to a reader is decided here.
  const document = new Document(nodeOf(definition), { schema: 'failsafe', version: '1.1' });
  return document.toString({ lineWidth: 0, indentSeq: false });
}

function nodeOf(value: DefinitionValue): Scalar | YAMLMap | YAMLSeq {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(nodeOf);
    return list;
  }
  if (!isMapping(value)) return scalarOf(value);
  const map = new YAMLMap();
  map.items = [...value].map(([key, inner]) => new Pair(scalarOf(key), nodeOf(inner)));
  return map;
}

function scalarOf(value: Exclude<DefinitionValue, DefinitionValue[] | Map<unknown, unknown>>): Scalar {
  if (typeof value !== 'string') return plain(wordOf(value));
  if (readsAsText(value)) return new Scalar(value);
  const quoted = new Scalar(value);
  quoted.type = Scalar.QUOTE_SINGLE;
  return quoted;
}

function plain(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.PLAIN;
  return scalar;
}

function wordOf(value: null | boolean | bigint | number | Moment): string {
  if (value === null) return 'null';
  if (value instanceof Moment) return value.text;
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const text = floatText(value);
  // YAML 1.1 wants a point before an exponent.
  return text.includes('.') ? text : text.replace('e', '.0e');
}

function readsAsText(text: string): boolean {
  if (MARKS.has(text)) return false;
  try {
    return plainScalar(text) === text;
  } catch {
    return false;
  }
}
