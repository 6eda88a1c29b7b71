import { BadInput, FieldErrors } from '../errors/domain-error';
import { unknownAttributes } from '../http/refuse-unknown';
import { FormatName } from '../formats/detect';
import { formatNamed } from '../formats/formats';

/** What an upload may say of its job, beside the report itself: names of `jobs` fields, and these. */
export interface Attributes {
  /** An existing job to add the tests to. */
  job: string | null;
  /** The report's format, when it is not to be told from the content. */
  format: FormatName | null;
  /** Fields of the new job, by the names of the `jobs` collection; `group` and `build` by name. */
  fields: Record<string, unknown>;
  /** The name under which a field was sent, where it was a short one. */
  sentAs: Record<string, string>;
}

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
const KNOWN: readonly string[] = [
  'job',
  'format',
  'metadata',
  'group',
  'build',
  ...JOB_FIELDS,
  ...LISTS,
  ...Object.keys(SHORT),
];

/**
 * Reads the attributes of an upload.
 * @throws BadInput unknown names, an unknown format, metadata that is no JSON object
 */
export function readAttributes(said: Readonly<Record<string, string>>): Attributes {
  const errors: FieldErrors = unknownAttributes(said, KNOWN);
  const attributes: Attributes = { job: null, format: null, fields: {}, sentAs: {} };
  for (const [sent, value] of Object.entries(said)) {
    const name = SHORT[sent] ?? sent;
    if (errors[sent] || value === '') continue;
    if (name !== sent) attributes.sentAs[name] = sent;
    if (name === 'job') attributes.job = value;
    else if (name === 'format') {
      attributes.format = formatNamed(value)?.name ?? null;
      if (!attributes.format) errors[sent] = [`"${value}" is not a valid choice.`];
    } else if (name === 'metadata') {
      const metadata = parseObject(value);
      if (metadata) attributes.fields.metadata = metadata;
      else errors[sent] = ['A JSON object is required.'];
    } else if ((LISTS as readonly string[]).includes(name)) attributes.fields[name] = list(value);
    else attributes.fields[name] = value;
  }
  if (attributes.job !== null)
    for (const name of Object.keys(said))
      if (name !== 'job' && name !== 'format' && !errors[name])
        errors[name] = ['An existing job keeps its own attributes; change them at the job.'];
  if (Object.keys(errors).length > 0) throw new BadInput('Invalid input.', { fields: errors });
  return attributes;
}

const list = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
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
