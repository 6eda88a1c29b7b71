import { isMap, isScalar, isSeq, Node, parseDocument } from 'yaml';

import { scalarValue } from './json-scalar';

const OWN_LINE = /^(?:- |  )([a-z_]+): (.+)$/;

/** The item as we write them: every line a key and a JSON scalar. Ten times faster than a YAML parser; null otherwise. */
function plainItem(lines: readonly string[]): Record<string, unknown> | null {
  const item: Record<string, unknown> = {};
  for (const [index, line] of lines.entries()) {
    const match = OWN_LINE.exec(line);
    const key = match?.[1];
    if (key === undefined || line.startsWith('- ') !== (index === 0)) return null;
    const value = scalarValue(match?.[2] ?? '');
    if (value === undefined || typeof value === 'boolean') return null;
    item[key] = value;
  }
  return item;
}

/** A scalar as it was written (`1.50` stays `1.50`), null, or plain data for what is deeper. */
function valueOf(node: unknown): unknown {
  if (isScalar(node)) {
    const { value, source } = node;
    return typeof value === 'string' || value === null ? value : (source ?? String(value));
  }
  return isMap(node) || isSeq(node) ? (node as Node).toJSON() : null;
}

/**
 * One item of a list of tests, from its lines (the first begins with `- `). Throws when it is not YAML, not a mapping,
 * or refers to an anchor: aliases are never followed.
 */
export function parseYamlItem(lines: readonly string[]): Record<string, unknown> {
  const plain = plainItem(lines);
  if (plain !== null) return plain;
  const document = parseDocument(lines.join('\n'), { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(error.message.split('\n')[0] ?? 'not YAML');
  const item = isSeq(document.contents) ? document.contents.items[0] : null;
  if (!isMap(item)) throw new Error('not a mapping');
  // Refuses any alias before one could multiply.
  item.toJS(document, { maxAliasCount: 0 });
  const entries = new Map<string, unknown>();
  for (const { key, value } of item.items) {
    const name = isScalar(key) ? String(key.value) : '';
    // The parser's own check compares every key with every other one.
    if (entries.has(name)) throw new Error('a key comes twice');
    entries.set(name, valueOf(value));
  }
  return Object.fromEntries(entries);
}
