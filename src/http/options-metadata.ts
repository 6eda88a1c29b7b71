import { Mode, writable } from '../collections/check-body';
import { Resource } from '../collections/resource';
import { FieldStatement, PlainFieldStatement } from '../query/statement';

const INT32 = 2_147_483_647;
const LONGEST_TEXT = 200;
const RENDERS = ['application/json'];
const PARSES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];
const TYPES: Readonly<Record<PlainFieldStatement['type'], string>> = {
  text: 'string',
  choice: 'choice',
  int: 'integer',
  decimal: 'decimal',
  bool: 'boolean',
  time: 'datetime',
  json: 'field',
};
const TEXT_TYPES: Readonly<Record<string, string>> = { email: 'email', url: 'url', slug: 'slug' };

/** What a client may say in one field of a body. */
export interface FieldMetadata {
  type: string;
  required: boolean;
  read_only: boolean;
  label: string;
  help_text?: string;
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
  choices?: { value: string; display_name: string }[];
}

/** The answer to OPTIONS (drf.md §11). */
export interface Metadata {
  name: string;
  description: string;
  renders: string[];
  parses: string[];
  actions?: Partial<Record<'POST' | 'PUT', Record<string, FieldMetadata>>>;
}

/** What OPTIONS says of a path that is neither; `forms` are its media types where they are not JSON's and forms'. */
export function plainMetadata(
  name: string,
  description: string,
  forms: Partial<Pick<Metadata, 'renders' | 'parses'>> = {},
): Metadata {
  return { name, description, renders: RENDERS, parses: PARSES, ...forms };
}

/** What OPTIONS says of a list, or of a row, without what the viewer may do there. */
export function metadataOf(resource: Resource, of: 'List' | 'Instance'): Metadata {
  const streams = of === 'List' && resource.access !== 'nobody' && !resource.uploaded;
  const metadata = plainMetadata(`${titled(resource.verboseName)} ${of}`, resource.description);
  return streams ? { ...metadata, parses: [...PARSES, 'application/x-ndjson'] } : metadata;
}

/**
 * The fields of a body, in the statement's order.
 * @param fixed names that the path says already
 */
export function fieldsMetadata(
  { fields }: Pick<Resource, 'fields'>,
  mode: Mode,
  fixed: readonly string[] = [],
): Record<string, FieldMetadata> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const taken = writable(field, mode) && !fixed.includes(name);
      return [name, fieldMetadata(name, field, taken, mode)];
    }),
  );
}

function fieldMetadata<C>(name: string, field: FieldStatement<C>, taken: boolean, mode: Mode): FieldMetadata {
  return {
    type: typeOf(field),
    required: taken && mode !== 'change' && Boolean(field.required),
    read_only: !taken,
    label: field.label ?? labelOf(name),
    ...(field.help ? { help_text: field.help } : {}),
    ...(field.type === 'relation' ? {} : boundsOf(field, taken)),
  };
}

function typeOf<C>(field: FieldStatement<C>): string {
  if (field.type === 'relation') return 'field';
  if (field.type === 'choice' && !field.choices) return 'string';
  return field.type === 'text' ? (TEXT_TYPES[field.format ?? ''] ?? 'string') : TYPES[field.type];
}

function boundsOf(field: PlainFieldStatement, taken: boolean): Partial<FieldMetadata> {
  if (field.choices) return { choices: field.choices.map((value) => ({ value, display_name: value })) };
  if (!taken) return {};
  if (field.type === 'text') return { max_length: field.maxLength ?? LONGEST_TEXT };
  if (field.type === 'int')
    return { min_value: field.minimum ?? -INT32 - 1, max_value: field.maximum ?? INT32 };
  return {};
}

/** `device_type` → "Device type" */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const titled = (words: string): string => words.replace(/(^|\s)\S/g, (letter) => letter.toUpperCase());
