import { readYaml11, YamlMapping, YamlValue, yamlOfJson } from './yaml11';
import { readYamlLines } from './yaml11-lines';

/** LAVA's own metadata has 4 KB at the most. */
const MOST_YAML = 8_192;
const MOST_JSON = 1_048_576;
const MOST_LINES = 1_048_576;

/** What JSON says is what YAML 1.1 says, unless numbers have a point or an exponent, or JavaScript sorts the keys. */
const PERHAPS_NOT_THE_SAME = /[0-9][.eE]|[0-9]{16}|[^\n -\uffff]|"[0-9]|\\u|[^"]{128}/;

/** Shared: never to be changed. */
export const NO_METADATA: YamlMapping = new Map();

let lastText = '';
let lastMapping: YamlMapping = NO_METADATA;

/**
 * The metadata of a test as a mapping (contract lava-rest §7.3): YAML 1.1, or JSON. Empty when there is none, when it is not
 * readable or not a mapping, and when reading it would take too long. The mapping is shared: not to be changed.
 */
export function metadataMapping(text: string | null): YamlMapping {
  if (text === null || text === '') return NO_METADATA;
  if (text.length <= MOST_LINES) {
    const mapping = readYamlLines(text);
    if (mapping !== undefined) return mapping;
  }
  if (text === lastText) return lastMapping;
  const value = slowly(text);
  lastText = text;
  lastMapping = value instanceof Map ? value : NO_METADATA;
  return lastMapping;
}

/** The value of one key at the top; a text that cannot hold the key is not read at all. */
export function metadataValue(text: string | null, key: string): YamlValue | undefined {
  // A key can be spelt with escapes.
  if (text === null || (!text.includes(key) && !text.includes('\\'))) return undefined;
  return metadataMapping(text).get(key);
}

function slowly(text: string): YamlValue | undefined {
  if (text.startsWith('{') && text.length <= MOST_JSON) {
    const value = jsonOf(text);
    if (value !== undefined && (text.length > MOST_YAML || !PERHAPS_NOT_THE_SAME.test(text)))
      return yamlOfJson(value);
  }
  return text.length <= MOST_YAML ? readYaml11(text) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
