import { InvalidArgumentError } from 'commander';
import { rooms } from '../rooms';

/** What the options of `assay push` say about the job. */
export interface Attributes {
  format?: string;
  name?: string;
  description?: string;
  uniqueident?: string;
  group?: string;
  build?: string;
  device?: string;
  deviceType?: string;
  worker?: string;
  tag?: string[];
  startTime?: string;
  metadata?: string;
  private?: true;
  job?: string;
  atomic?: true;
}

/** Option by option: the parameter of `POST /api/v1/ingest/` that it becomes. */
const PARAMETERS = {
  format: 'format',
  name: 'name',
  description: 'description',
  uniqueident: 'uniqueident',
  group: 'group',
  build: 'build',
  device: 'device',
  deviceType: 'device_type',
  worker: 'worker',
  tag: 'tag',
  startTime: 'start_time',
  metadata: 'metadata',
  private: 'is_public',
  job: 'job',
  atomic: 'atomic',
} as const satisfies Record<keyof Attributes, string>;

/** Names of the `jobs` collection that have a short form among the parameters. */
const SHORT: Readonly<Record<string, string>> = {
  actual_device: 'device',
  requested_device_type: 'device_type',
  tags: 'tag',
};

/** The query string of an upload; only what was given. */
export function toQuery(attributes: Attributes): URLSearchParams {
  const query = new URLSearchParams();
  for (const [option, parameter] of Object.entries(PARAMETERS)) {
    const value = attributes[option as keyof Attributes];
    if (value === undefined) continue;
    if (value === true) query.set(parameter, parameter === 'is_public' ? 'false' : 'true');
    else query.set(parameter, Array.isArray(value) ? value.join(',') : value);
  }
  return query;
}

/** The option that stands for a field which the server names: `actual_device` → `--device`; null for none. */
export function flagOf(field: string): string | null {
  const parameter = SHORT[field] ?? field;
  const [option] = Object.entries(PARAMETERS).find(([, name]) => name === parameter) ?? [];
  return option === undefined
    ? null
    : `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `--format`: a format or another word for it. */
export function readFormat(word: string): string {
  const { formatNamed, FORMATS } = rooms.formats;
  const format = formatNamed(word);
  if (!format) throw new InvalidArgumentError(`It is one of ${Object.keys(FORMATS).join(', ')}.`);
  return format.name;
}

/** `--job`: the number of a job. */
export function readJob(text: string): string {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError('It is the number of a job.');
  return text;
}

/** `--tag`, which may be repeated and may be a list. */
export function readTags(text: string, before: string[] = []): string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  if (tags.length === 0) throw new InvalidArgumentError('It is the name of a tag.');
  return [...before, ...tags];
}

/** `--idempotency-key`: what a header can carry. */
export function readKey(text: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(text))
    throw new InvalidArgumentError('It is at most 255 printable characters without blanks.');
  return text;
}

/** `--metadata`: sent as it is, so that no number in it changes. */
export function readMetadata(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidArgumentError('It is a JSON object.');
  return text;
}
