import parsers from 'sax';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

/** Lists of keys whose order means nothing (contract lava-rest §12). */
const BAGS = new Set(['tags', 'viewing_groups', 'failure_tags']);

export interface Manner {
  /** Members that are not named may be there. */
  subset?: boolean;
  /** Every list is a bag. */
  unordered?: boolean;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Enough of a value to see what is wrong with it. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
};

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

/** `{"$type": …}` and `{"$regex": …}`: whether the value is one; undefined when nothing of the kind is wanted. */
function special(given: unknown, wanted: Json): boolean | undefined {
  if (!isObject(wanted)) return undefined;
  if (typeof wanted.$type === 'string') return TYPES[wanted.$type]?.(given) ?? false;
  if (typeof wanted.$regex !== 'string') return undefined;
  return typeof given === 'string' && new RegExp(wanted.$regex).test(given);
}

const differs = (at: string, given: unknown, wanted: unknown): string[] => [
  `${at || 'body'}: got ${shown(given)}, not ${shown(wanted)}`,
];

/** What is wrong with a value, each with its place; nothing when it is as wanted. */
export function compare(given: unknown, wanted: Json, manner: Manner = {}, at = ''): string[] {
  const found = special(given, wanted);
  if (found !== undefined) return found ? [] : differs(at, given, wanted);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(given) || given.length !== wanted.length) return differs(at, given, wanted);
    const bag = (manner.unordered ?? false) || BAGS.has(at.slice(at.lastIndexOf('.') + 1));
    if (bag) return isBag(given, wanted, manner) ? [] : differs(at, given, wanted);
    const wrong = wanted.flatMap((item, n) => compare(given[n], item, manner, `${at}[${n}]`));
    // Plain lists are understood better as a whole.
    return wrong.length > 0 && !wanted.some(isObject) ? differs(at, given, wanted) : wrong;
  }
  if (!isObject(wanted)) return Object.is(given, wanted) ? [] : differs(at, given, wanted);
  if (!isObject(given)) return differs(at, given, wanted);
  const names = Object.keys(wanted);
  if (manner.subset !== true) names.push(...Object.keys(given).filter((name) => !(name in wanted)));
  return names.flatMap((name) => {
    const place = at === '' ? name : `${at}.${name}`;
    if (!(name in given)) return [`${place}: is missing`];
    return name in wanted
      ? compare(given[name], wanted[name] as Json, manner, place)
      : [`${place}: is there, with ${shown(given[name])}`];
  });
}

/** Whether each wanted item has one of its own among the given. */
function isBag(given: unknown[], wanted: Json[], manner: Manner): boolean {
  const left = [...given];
  return wanted.every((item) => {
    const at = left.findIndex((other) => compare(other, item, manner).length === 0);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** YAML 1.1 as JSON; times as text. */
export const yamlOf = (text: string): unknown =>
  JSON.parse(JSON.stringify(parse(text, { version: '1.1' }) ?? null)) as unknown;

/** An element: its tag, exactly these attributes, children in order, text where it is said. */
export interface Element {
  tag: string;
  attrs?: Record<string, string>;
  children?: Element[];
  text?: string;
}
type Read = Required<Element>;

/** @throws Error it is not XML */
export function xmlOf(text: string): Element {
  const sax = parsers.parser(true);
  const open: Read[] = [{ tag: '', attrs: {}, children: [], text: '' }];
  const top = (): Read => open.at(-1) as Read;
  sax.onopentag = ({ name, attributes }) => {
    const element: Read = {
      tag: name,
      attrs: attributes,
      children: [],
      text: '',
    };
    top().children.push(element);
    open.push(element);
  };
  sax.onclosetag = () => void open.pop();
  sax.ontext = sax.oncdata = (part) => void (top().text += part);
  sax.onerror = (error) => {
    throw error;
  };
  sax.write(text).close();
  return top().children[0] as Element;
}

/** What is wrong with an element. */
export function compareXml(given: Element | undefined, wanted: Element, at = ''): string[] {
  const place = `${at}/${wanted.tag}`;
  if (given?.tag !== wanted.tag) return differs(place, given?.tag, wanted.tag);
  const wrong = compare(given.attrs, wanted.attrs ?? {}, {}, `${place}@`);
  if (wanted.text !== undefined) wrong.push(...compare(given.text, wanted.text, {}, `${place} text`));
  const tags = (element: Element): Json => (element.children ?? []).map(({ tag }) => tag);
  wrong.push(...compare(tags(given), tags(wanted), {}, `${place} children`));
  return [
    ...wrong,
    ...(wanted.children ?? []).flatMap((child, n) =>
      compareXml(given.children?.[n], child, `${place}[${n}]`),
    ),
  ];
}
