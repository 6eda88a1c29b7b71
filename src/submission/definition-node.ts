import { isAlias, isMap, isScalar, isSeq, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { DefinitionLimits } from './definition-limits';
import { plainScalar } from './definition-scalar';
import { DefinitionKey, DefinitionMap, DefinitionValue, isMapping, Moment } from './definition-value';
import { quotedText } from './python-text';

const CORE = 'tag:yaml.org,2002:';

/** A value, and what repeating it costs. */
interface Weighed {
  value: DefinitionValue;
  weight: number;
}

/**
 * A parsed node as a value. Aliases stand for the very value of their anchor, and what they repeat is counted, because
 * whoever writes the value out again writes it that often. @throws RangeError it says what cannot be built
 */
export function valueOfNode(node: unknown, limits: DefinitionLimits): DefinitionValue {
  return new Builder(limits.repeated).build(node).value;
}

class Builder {
  private readonly anchors = new Map<string, Weighed>();

  /** @param budget what aliases may still repeat */
  constructor(private budget: number) {}

  build(node: unknown): Weighed {
    if (isAlias(node)) return this.again(node.source);
    const built = this.fresh(node);
    const anchor = (node as (Node & { anchor?: string }) | null)?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, built);
    return built;
  }

  private again(name: string): Weighed {
    const anchored = this.anchors.get(name);
    if (!anchored) throw new RangeError(`found undefined alias ${quotedText(name)}`);
    this.budget -= anchored.weight;
    if (this.budget < 0) throw new RangeError('its aliases repeat too much');
    return anchored;
  }

  private fresh(node: unknown): Weighed {
    if (node === null || node === undefined) return { value: null, weight: 10 };
    if (isScalar(node)) {
      const value = scalarValue(node);
      return { value, weight: 10 + (typeof value === 'string' ? value.length : 0) };
    }
    if (isSeq(node)) return this.list(node);
    if (isMap(node)) return this.mapping(node);
    throw new RangeError('it holds what is no scalar, list or mapping');
  }

  private list(node: YAMLSeq): Weighed {
    checkTag(node.tag, 'seq');
    const items = node.items.map((item) => this.build(item));
    return { value: items.map(({ value }) => value), weight: weightOf(items) };
  }

  /** Merged keys come first, and the mapping's own win. */
  private mapping(node: YAMLMap): Weighed {
    checkTag(node.tag, 'map');
    const parts: Weighed[] = [];
    const merged: DefinitionMap[] = [];
    const own: [DefinitionKey, DefinitionValue][] = [];
    for (const pair of node.items) {
      if (isMerge(pair)) {
        const said = this.build(pair.value);
        parts.push(said);
        merged.push(...mergedMaps(said.value));
        continue;
      }
      const [key, value] = [this.build(pair.key), this.build(pair.value)];
      parts.push(key, value);
      own.push([keyOf(key.value), value.value]);
    }
    const value: DefinitionMap = new Map();
    for (const map of merged) for (const [key, inner] of map) value.set(key, inner);
    for (const [key, inner] of own) value.set(key, inner);
    return { value, weight: weightOf(parts) };
  }
}

const weightOf = (parts: Weighed[]): number => parts.reduce((sum, { weight }) => sum + weight, 10);

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<' && (key.type === Scalar.PLAIN ? key.tag === undefined : false);
}

/** Of several mappings the first wins: so it comes last. */
function mergedMaps(value: DefinitionValue): DefinitionMap[] {
  if (isMapping(value)) return [value];
  if (Array.isArray(value) && value.every(isMapping)) return [...value].reverse();
  throw new RangeError('expected a mapping or a list of mappings for merging');
}

function keyOf(value: DefinitionValue): DefinitionKey {
  if (value instanceof Moment) return value.text;
  if (typeof value === 'object' && value !== null) throw new RangeError('found unhashable key');
  return value;
}

function scalarValue(node: Scalar): DefinitionValue {
  const text = node.source ?? '';
  // What the database cannot hold; only an escape can say it.
  if (/[\0\p{Surrogate}]/u.test(text)) throw new RangeError('it holds a character that cannot be stored');
  const plain = node.type === Scalar.PLAIN;
  if (node.tag === undefined) return plain ? plainScalar(text) : text;
  return taggedScalar(node.tag, text);
}

function taggedScalar(tag: string, text: string): DefinitionValue {
  if (tag === '!' || tag === `${CORE}str`) return text;
  const value = plainScalar(text);
  if (tag === `${CORE}int` && typeof value === 'bigint') return value;
  if (tag === `${CORE}float` && typeof value === 'number') return value;
  if (tag === `${CORE}float` && typeof value === 'bigint') return Number(value);
  if (tag === `${CORE}bool` && typeof value === 'boolean') return value;
  if (tag === `${CORE}null`) return null;
  if (tag === `${CORE}timestamp` && value instanceof Moment) return value;
  return refuseTag(tag);
}

function checkTag(tag: string | undefined, kind: 'seq' | 'map'): void {
  if (tag !== undefined && tag !== '!' && tag !== `${CORE}${kind}`) refuseTag(tag);
}

function refuseTag(tag: string): never {
  throw new RangeError(`could not determine a constructor for the tag ${quotedText(tag)}`);
}
