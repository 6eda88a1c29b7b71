import { parse } from 'yaml';

import { instantText } from './instant-text';
import { storableText } from './text-sanitizer';
import { utcText } from './utc-text';

/** One line of a job's log as it is stored. */
export interface LogLine {
  /** ISO 8601 or PostgreSQL's timestamptz text; null when the line does not say. */
  time: string | null;
  level: string;
  message: string;
  /** The line as it came, without its line break, where the other three do not say it all. */
  source: string | null;
}

/** Lines that are not JSON are looked into up to this length. */
const MOST_YAML = 8_192;
const NOT_PLAIN = /[^ !#-[\]-~]/;
const EACH_NOT_PLAIN = /[^ !#-[\]-~]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

const escaped = (c: string): string => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A JSON string in ASCII, as Python's `json.dumps` writes it. */
function asciiJson(text: string): string {
  return `"${NOT_PLAIN.test(text) ? text.replace(EACH_NOT_PLAIN, escaped) : text}"`;
}

/** The line as LAVA writes it, without line break (contract lava-rest §7.7). */
export function logLineText(line: LogLine): string {
  if (line.source !== null) return line.source;
  const time = line.time === null ? '' : utcText(line.time, 'T', true);
  return `- {"dt": "${time}", "lvl": ${asciiJson(line.level)}, "msg": ${asciiJson(line.message)}}`;
}

type Fields = Record<string, unknown>;

function fieldsOf(text: string): Fields | null {
  if (!text.startsWith('- ')) return null;
  const body = text.slice(2);
  const value = jsonOf(body) ?? (body.length <= MOST_YAML ? yamlOf(body) : null);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function yamlOf(text: string): unknown {
  try {
    return parse(text, { version: '1.1', maxAliasCount: 0, uniqueKeys: false, logLevel: 'silent' });
  } catch {
    return null;
  }
}

const wordOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The inverse of `logLineText`, for any line: `logLineText(readLogLine(text))` is `text`, but for characters that the
 * database cannot hold. A message that is not text becomes JSON; a line that is not of this form is its own message.
 */
export function readLogLine(text: string): LogLine {
  const fields = fieldsOf(text);
  const said = fields?.msg ?? (fields === null ? text : '');
  const dt = fields?.dt instanceof Date ? fields.dt.toISOString() : wordOf(fields?.dt);
  const line: LogLine = {
    time: dt === null ? null : instantText(dt),
    level: storableText(wordOf(fields?.lvl) ?? 'info').text,
    message: storableText(wordOf(said) ?? JSON.stringify(said)).text,
    source: null,
  };
  return logLineText(line) === text && line.time !== null
    ? line
    : { ...line, source: storableText(text).text };
}
