import { InvalidArgumentError } from 'commander';
import { rooms } from '../rooms';

/** What the options of `assay push` say about the job. */
export interface Attributes {
  format?: string;
  name?: string;
  group?: string;
  build?: string;
  device?: string;
  deviceType?: string;
  worker?: string;
  tag?: string[];
  startTime?: string;
  job?: string;
}

/** Option by option: the parameter of `POST /api/v1/ingest/` that it becomes. */
const PARAMETERS = {
  format: 'format',
  name: 'name',
  group: 'group',
  build: 'build',
  device: 'actual_device',
  deviceType: 'requested_device_type',
  worker: 'worker',
  tag: 'tags',
  startTime: 'start_time',
  job: 'job',
} as const satisfies Record<keyof Attributes, string>;

/** The query string of an upload; only what was given. */
export function toQuery(attributes: Attributes): URLSearchParams {
  const query = new URLSearchParams();
  for (const [option, parameter] of Object.entries(PARAMETERS)) {
    const value = attributes[option as keyof Attributes];
    if (value !== undefined) query.set(parameter, Array.isArray(value) ? value.join(',') : value);
  }
  return query;
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
