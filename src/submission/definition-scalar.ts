import { DefinitionKey, DefinitionValue, Moment } from './definition-value';

/** Longer plain text is never a number: Python stops at some length, too. */
const LONGEST = 400;

const WORDS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ['', null],
  ...casesOf('null', null),
  ['~', null],
  ...['yes', 'true', 'on'].flatMap((word) => casesOf(word, true)),
  ...['no', 'false', 'off'].flatMap((word) => casesOf(word, false)),
]);

function casesOf<T>(word: string, value: T): [string, T][] {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return [word, capital, word.toUpperCase()].map((spelling) => [spelling, value]);
}

const BINARY = /^[-+]?0b[01_]+$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const DECIMAL = /^[-+]?(?:0|[1-9][\d_]*)$/;
const HEXADECIMAL = /^[-+]?0x[\da-f_]+$/i;
const BASE_60 = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/;
const FLOAT = /^(?:[-+]?\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:e[-+]\d+)?$/i;
const FLOAT_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|[-+]\d\d?(?::?\d\d)?))?$/;

/** A plain scalar by the rules of YAML 1.1 as PyYAML has them: `y` and `1e3` are text. @throws RangeError no such day or hour */
export function plainScalar(
  source: string,
): Exclude<DefinitionValue, unknown[] | Map<DefinitionKey, unknown>> {
  if (source.length > LONGEST) return source;
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(source)) return source;
  return wholeNumber(source) ?? floatingNumber(source) ?? moment(source) ?? source;
}

function wholeNumber(source: string): bigint | null {
  const negative = source.startsWith('-');
  const digits = source.replace(/^[-+]/, '').replaceAll('_', '');
  const signed = (size: bigint): bigint => (negative ? -size : size);
  if (BINARY.test(source) || HEXADECIMAL.test(source))
    return digits.length > 2 ? signed(BigInt(digits)) : null;
  if (DECIMAL.test(source)) return signed(BigInt(digits));
  if (OCTAL.test(source)) return signed(BigInt(`0o${digits}`));
  if (!BASE_60.test(source)) return null;
  return signed(digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n));
}

function floatingNumber(source: string): number | null {
  if (FLOAT.test(source)) return Number(source.replaceAll('_', ''));
  const infinite = INFINITE.exec(source);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(source)) return NaN;
  if (!FLOAT_60.test(source)) return null;
  const size = source
    .replace(/^[-+]/, '')
    .replaceAll('_', '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return source.startsWith('-') ? -size : size;
}

function moment(source: string): Moment | null {
  const date = DATE.exec(source);
  const [, year = '', month = '', day = '', hour, minute, second, fraction, zone] =
    date ?? TIME.exec(source) ?? [];
  if (year === '') return null;
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (Number(year) === 0 || !sameDay(civil)) throw new RangeError(`there is no day ${civil}`);
  if (hour === undefined) return new Moment(civil);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw new RangeError(`there is no time ${source}`);
  const micro = (fraction ?? '').slice(0, 6).padEnd(6, '0');
  const parts = `${civil} ${hour.padStart(2, '0')}:${minute}:${second}`;
  return new Moment(`${parts}${Number(micro) === 0 ? '' : `.${micro}`}${zoneText(zone, source)}`);
}

function sameDay(civil: string): boolean {
  const found = new Date(`${civil}T00:00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(civil);
}

function zoneText(zone: string | undefined, source: string): string {
  if (zone === undefined) return '';
  if (zone === 'Z') return '+00:00';
  const [, sign = '+', hours = '0', minutes = '0'] = /^([-+])(\d\d?)(?::?(\d\d))?$/.exec(zone) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) throw new RangeError(`there is no time zone ${source}`);
  return `${sign}${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}
