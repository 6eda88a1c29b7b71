import { BadInput, FieldErrors } from '../errors/domain-error';
import { unknownAttributes } from '../http/refuse-unknown';
import { FormatName } from '../formats/detect';
import { formatNamed } from '../formats/formats';
import { isTimeZone } from '../formats/time-zone';

/** What an upload may say of its job, beside the report itself: names of `jobs` fields, and these. */
export interface Attributes {
  /** An existing job to add the tests to. */
  job: string | null;
  /** The report's format, when it is not to be told from the content. */
  format: FormatName | null;
  /** The zone of times in the report that name none. */
  zone: string | null;
  /** Which attempt the upload is. */
  attempt: number | null;
  /** All of it or nothing. */
  atomic: boolean;
  /** Fields of the new job, by the names of the `jobs` collection; `group` and `build` by name. */
  fields: Record<string, unknown>;
  /** The name under which a field was sent, where it was a short one. */
  sentAs: Record<string, string>;
}

/** Attributes as they were sent. */
export type Said = Readonly<Record<string, unknown>>;

/** Fields of the job that an upload may state, by the names of the collection. */
export const JOB_FIELDS = [
  'name',
  'description',
  'uniqueident',
  'requested_device_type',
  'actual_device',
  'worker',
  'priority',
  'health_check',
  'submit_time',
  'start_time',
  'end_time',
  'state',
  'health',
  'outcome',
  'reason',
  'source_system',
  'is_public',
] as const;
const LISTS = ['tags', 'viewing_groups'] as const;
const SHORT: Readonly<Record<string, string>> = {
  device: 'actual_device',
  device_type: 'requested_device_type',
  tag: 'tags',
};
/** About the upload, not about its job: they may stand beside `job`. */
const OF_UPLOAD = ['job', 'format', 'zone', 'attempt', 'atomic'] as const;
const KNOWN: readonly string[] = [
  ...OF_UPLOAD,
  'metadata',
  'group',
  'build',
  ...JOB_FIELDS,
  ...LISTS,
  ...Object.keys(SHORT),
];

/**
 * Reads the attributes of an upload.
 * @param said each as text; lists also as lists, metadata as an object, as JSON has them
 * @throws BadInput unknown names, an unknown format or zone, metadata that is no JSON object
 */
export function readAttributes(said: Said): Attributes {
  const errors: FieldErrors = unknownAttributes(said, KNOWN);
  const attributes: Attributes = {
    ...{ job: null, format: null, zone: null, attempt: null, atomic: false },
    ...{ fields: {}, sentAs: {} },
  };
  for (const [sent, given] of Object.entries(said)) {
    const name = SHORT[sent] ?? sent;
    if (errors[sent] || given === '' || given === null) continue;
    if (name !== sent) attributes.sentAs[name] = sent;
    const fault = take(attributes, name, given);
    if (fault !== null) errors[sent] = [fault];
  }
  if (attributes.job !== null)
    for (const name of Object.keys(said))
      if (!(OF_UPLOAD as readonly string[]).includes(name) && !errors[name])
        errors[name] = ['An existing job keeps its own attributes; change them at the job.'];
  if (Object.keys(errors).length > 0) throw new BadInput('Invalid input.', { fields: errors });
  return attributes;
}

/** Enters one attribute, or says what is wrong with it. */
function take(attributes: Attributes, name: string, given: unknown): string | null {
  if (name === 'metadata') {
    const metadata = typeof given === 'string' ? parseObject(given) : isObject(given) ? given : null;
    if (!metadata) return 'A JSON object is required.';
    attributes.fields.metadata = metadata;
    return null;
  }
  if ((LISTS as readonly string[]).includes(name)) {
    const names = Array.isArray(given) ? given.map((item) => plain(item)) : list(plain(given) ?? '');
    if (names.includes(null) || plain(given, true) === null) return 'A list of names is required.';
    attributes.fields[name] = names;
    return null;
  }
  const value = plain(given);
  if (value === null) return 'Not a valid string.';
  return takePlain(attributes, name, value);
}

function takePlain(attributes: Attributes, name: string, value: string): string | null {
  switch (name) {
    case 'job':
      attributes.job = value;
      return null;
    case 'format':
      attributes.format = formatNamed(value)?.name ?? null;
      return attributes.format ? null : `"${value}" is not a valid choice.`;
    case 'zone':
      attributes.zone = value;
      return isTimeZone(value)
        ? null
        : `"${value.slice(0, 100)}" is no time zone: say UTC, +05:30 or Europe/Berlin.`;
    case 'attempt':
      attributes.attempt = Number(value);
      return /^[1-9]\d{0,8}$/.test(value) ? null : 'A valid integer from 1 to 999999999 is required.';
    case 'atomic':
      attributes.atomic = /^(true|1|yes|on)$/i.test(value);
      return /^(true|1|yes|on|false|0|no|off)$/i.test(value) ? null : 'Must be a valid boolean.';
    default:
      attributes.fields[name] = value;
      return null;
  }
}

/** A text, or what JSON has in the place of one; null for anything else. */
function plain(given: unknown, orList = false): string | null {
  if (orList && Array.isArray(given)) return '';
  return ['string', 'number', 'boolean'].includes(typeof given) ? String(given) : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Names the fields in an error as the uploader named them. */
export function asSent(error: unknown, { sentAs }: Attributes): unknown {
  if (!(error instanceof BadInput) || !error.fields || Array.isArray(error.fields)) return error;
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([name, messages]) => [sentAs[name] ?? name, messages]),
  );
  return new BadInput(error.message, { fields, hint: error.hint, cause: error });
}
