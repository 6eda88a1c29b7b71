import { emailFault, usernameFault } from '../auth/account-names';
import { pythonText, pythonType } from '../store/python-type';
import { FieldStatement, PlainFieldStatement } from '../query/statement';
import { strip } from '../query/values/text';
import { readTime } from '../query/values/time';
import { Checked } from './checked';
import { checkDecimal, checkInteger } from './check-number';

const NULL_CHARACTER = 'Null characters are not allowed.';
const WRONG_TIME =
  'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].';
const TIME_OUT_OF_RANGE = 'Datetime value out of range.';
const TRUE = new Set(['t', 'true', 'y', 'yes', 'on', '1']);
const FALSE = new Set(['f', 'false', 'n', 'no', 'off', '0']);

const refuse = (message: string): Checked => ({ message });

/** A character that PostgreSQL cannot store in text, in words; null when there is none. */
export function unstorable(text: string): string | null {
  if (text.includes('\0')) return NULL_CHARACTER;
  const surrogate = /\p{Surrogate}/u.exec(text)?.[0];
  return surrogate === undefined
    ? null
    : `Surrogate characters are not allowed: U+${surrogate.charCodeAt(0).toString(16).toUpperCase()}.`;
}

/** Checks and converts one value of a body, as Django REST framework's field of that type would. */
export function checkField<C>(field: FieldStatement<C>, value: unknown): Checked {
  if (value === null || meansNull(field, value))
    return field.nullable ? { value: null } : refuse('This field may not be null.');
  if (field.type === 'relation') {
    if (!field.many) return { value };
    return Array.isArray(value)
      ? { value }
      : refuse(`Expected a list of items but got type "${pythonType(value)}".`);
  }
  switch (field.type) {
    case 'text':
      return checkText(field, value);
    case 'choice':
      return typeof value === 'string' && field.choices?.includes(value)
        ? { value }
        : refuse(`"${pythonText(value)}" is not a valid choice.`);
    case 'int':
      return checkInteger(field, value);
    case 'decimal':
      return checkDecimal(field, value);
    case 'bool':
      return checkBool(value);
    case 'time':
      return checkTime(value);
    case 'json':
      return checkJson(value);
  }
}

/** Django REST framework takes an empty text for no related row; a boolean that may be null is null in text, too. */
function meansNull<C>(field: FieldStatement<C>, value: unknown): boolean {
  if (field.type === 'relation') return value === '' && !field.many && !field.makeable;
  const { type, nullable } = field;
  return type === 'bool' && Boolean(nullable) && typeof value === 'string' && /^(null)?$/i.test(value);
}

function checkText(field: PlainFieldStatement, value: unknown): Checked {
  if (typeof value !== 'string' && !Number.isFinite(value)) return refuse('Not a valid string.');
  const text = field.untrimmed ? String(value) : strip(String(value));
  if (text === '' && !field.blank) return refuse('This field may not be blank.');
  const fault = unstorable(text);
  if (fault) return refuse(fault);
  const most = field.maxLength ?? 200;
  // Characters as people and PostgreSQL count them; only a text that may be too long is worth the counting.
  if (text.length > most && [...text].length > most)
    return refuse(`Ensure this field has no more than ${most} characters.`);
  const wrong = formFault(field, text);
  if (wrong) return refuse(wrong);
  return { value: text };
}

const FORMS: Partial<
  Record<NonNullable<PlainFieldStatement['format']>, { pattern: RegExp; message: string }>
> = {
  slug: {
    pattern: /^[-\w]+$/,
    message: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
  },
  url: { pattern: /^(https?|ftps?):\/\/[^\s/$.?#][^\s]*$/i, message: 'Enter a valid URL.' },
  uuid: { pattern: /^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i, message: 'Must be a valid UUID.' },
};

/** Texts with a form of their own. */
function formFault({ format }: PlainFieldStatement, text: string): string | null {
  if (format === 'email') return emailFault(text);
  if (format === 'username') return usernameFault(text);
  if (format === 'slashless') return text.includes('/') ? `${text} contains slash character` : null;
  const form = format && FORMS[format];
  return form && !form.pattern.test(text) ? form.message : null;
}

function checkBool(value: unknown): Checked {
  if (typeof value === 'boolean') return { value };
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  if (TRUE.has(word)) return { value: true };
  if (FALSE.has(word)) return { value: false };
  return refuse('Must be a valid boolean.');
}

function checkTime(value: unknown): Checked {
  if (typeof value !== 'string') return refuse(WRONG_TIME);
  let time: string;
  try {
    time = readTime(value);
  } catch {
    return refuse(WRONG_TIME);
  }
  // Its zone may carry a time out of the years 1 to 9999, and nobody could read it back.
  return /^\d{4}-.*\+00$/.test(time) ? { value: time } : refuse(TIME_OUT_OF_RANGE);
}

function checkJson(value: unknown): Checked {
  const fault = jsonFault(value, 0);
  return fault ? refuse(fault) : { value };
}

/** What jsonb cannot store: the same characters as text, and absurd depth. */
function jsonFault(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return unstorable(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    return 'Out of range float values are not JSON compliant.';
  if (value === null || typeof value !== 'object') return null;
  if (depth >= 100) return 'Nested too deeply: at most 100 levels.';
  for (const [key, item] of Object.entries(value)) {
    const fault = unstorable(key) ?? jsonFault(item, depth + 1);
    if (fault) return fault;
  }
  return null;
}
