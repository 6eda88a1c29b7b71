import { CASE_FIELDS, MOST_PROPERTIES, roomForOutput, roomForProperties } from './junit-extras';
import { caseName, isSilentClass } from './junit-name';
import { OWN } from './junit-own';
import { readMarks } from './output-marks';
import { DEFAULT_READ_LIMITS, TestRecord } from './record';

/** A case's metadata as the parts of a `<testcase>` from which `readJunit` makes the very same metadata again. */
export interface CaseParts {
  name: string;
  classname: string;
  attributes: [string, string][];
  /** Of the failure, error or skip; an attribute of the case when there is none. */
  type: string | null;
  properties: [string, string][];
  system_out: string | null;
  system_err: string | null;
  /** What a reader will make of these parts: the metadata, or null when it needs a place of its own. */
  metadata: string | null;
}

const ROOM = roomForProperties(DEFAULT_READ_LIMITS);
const OUTPUT = roomForOutput(DEFAULT_READ_LIMITS);
const XML_NAME = /^(?!xml)[A-Za-z_][\w.-]*$/i;
const MOST_ATTRIBUTES = 100;
/** Escapes and characters that would come back as others. */
const UNSTORABLE = /\\[ubf]|[\ufffe\uffff]/;
/** The members that are no attributes, in the order in which the reader writes them. */
const LAST = ['type', 'properties', 'system_out', 'system_err'] as const;

/** Metadata that does not come from a JUnit case, or that JUnit cannot say in the same way. */
class NotPlain extends Error {}
function must(condition: boolean): asserts condition {
  if (!condition) throw new NotPlain();
}

const NOTHING = { type: null, system_out: null, system_err: null, metadata: null } as const;
const empty = ({ name, suite }: TestRecord): CaseParts => ({
  ...NOTHING,
  name,
  classname: suite,
  attributes: [],
  properties: [],
});

/** The parts of a case; where there is no metadata, or none that JUnit can say, the class is the suite. */
export function caseParts(test: TestRecord): CaseParts {
  if (test.metadata === null) return empty(test);
  try {
    const parts = empty(test);
    take(parse(test.metadata), parts, test);
    return { ...parts, metadata: test.metadata };
  } catch (error) {
    if (error instanceof NotPlain || error instanceof SyntaxError) return empty(test);
    throw error;
  }
}

/** JSON in the reader's own spelling, or it could not be restored to the letter. */
function parse(metadata: string): Record<string, unknown> {
  must(
    metadata.startsWith('{"') && metadata.length <= DEFAULT_READ_LIMITS.text && !UNSTORABLE.test(metadata),
  );
  const value = JSON.parse(metadata) as Record<string, unknown>;
  must(JSON.stringify(value) === metadata);
  return value;
}

function take(bits: Record<string, unknown>, parts: CaseParts, test: TestRecord): void {
  let stage = -1;
  for (const [at, key] of Object.keys(bits).entries()) {
    const value = bits[key];
    const place = LAST.indexOf(key as (typeof LAST)[number]);
    must(place > stage || (place < 0 && stage < 0));
    stage = place;
    if (key === 'classname' && at === 0) takeClass(value, parts, test);
    else if (key === 'type') parts.type = textOf(value, 1_000);
    else if (key === 'properties') takeProperties(value, parts);
    else if (key === 'system_out' || key === 'system_err') parts[key] = outputOf(value, parts);
    else {
      must(typeof value === 'string' && XML_NAME.test(key) && key !== 'hasOwnProperty');
      must(!CASE_FIELDS.has(key) && parts.attributes.length < MOST_ATTRIBUTES);
      parts.attributes.push([key, value]);
    }
  }
}

/** The shortest name from which class and name come out as they are. */
function takeClass(value: unknown, parts: CaseParts, { suite, name }: TestRecord): void {
  const classname = textOf(value, Infinity);
  const place = { name: suite, path: suite };
  must(!isSilentClass(classname, place));
  const short = name.startsWith(`${classname}.`) ? name.slice(classname.length + 1) : name;
  const shown = [short, name].find(
    (one) => one !== '' && one !== classname && caseName(one, classname, place) === name,
  );
  must(shown !== undefined);
  parts.name = shown;
  parts.classname = classname;
}

function takeProperties(value: unknown, parts: CaseParts): void {
  must(value !== null && typeof value === 'object' && !Array.isArray(value));
  let room = ROOM;
  for (const [name, one] of Object.entries(value)) {
    const values: unknown[] = Array.isArray(one) ? one : [one];
    must(!name.startsWith(OWN) && (!Array.isArray(one) || values.length > 1));
    for (const text of values) {
      must(typeof text === 'string');
      room -= name.length + text.length;
      parts.properties.push([name, text]);
    }
  }
  must(room >= 0 && parts.properties.length > 0 && Object.keys(value).length < MOST_PROPERTIES);
}

function outputOf(value: unknown, { properties }: CaseParts): string {
  const text = textOf(value, OUTPUT);
  must(text === text.trim());
  const marks = readMarks(text);
  const known = marks.properties.every(([name, of]) => properties.some(([n, v]) => n === name && v === of));
  must(marks.text === text && known);
  return text;
}

function textOf(value: unknown, longest: number): string {
  must(typeof value === 'string' && value !== '' && value.length <= longest);
  return value;
}
