import fc from 'fast-check';
import { CHOICES, Kind, LIBRARY, LOOKUPS, NUMERIC, ResourceName, Row, Tables } from './naive-library';
import { NaivePair } from './naive-query';

/** Random toy libraries, and random questions about them that have a good chance to find something. */
export interface Library extends Tables {
  editions: Row[];
}

export interface Question {
  of: ResourceName;
  pairs: NaivePair[];
  /** Whether hidden authors are seen. */
  initiated: boolean;
  /** Whether `!` is sent as `%21`. */
  escaped: boolean;
}

// Only letters whose upper case nobody disputes.
const ALPHABET = [...'aAbB%_\\éÉσΣ ', "'", '.', ','];
const TEXTS = [
  'a',
  'A',
  'aB',
  'b',
  'a%',
  'a_b',
  'axb',
  '\\',
  '\\%',
  '%',
  '_',
  'é',
  'É',
  'aσ',
  'AΣ',
  ' a',
  '',
];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 3 }) },
);
const CODES = ['a', 'A', ' b', 'é', '%'];
const INTEGERS = [-2147483648, -5, 0, 1, 10, 2147483647];
const PRICES =
  '0 1.5 -0.0001 9007199254740992 9007199254740993 9007199254740993.0001 9999999999999999.9999'.split(' ');
const TIMES = ['07T08:09:10.123456Z', '07T08:09:10.123457Z', '07T08:09:10Z', '08T00:00:00Z'].map(
  (rest) => `2024-06-${rest}`,
);
const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const integer = nullable(fc.constantFrom(...INTEGERS));

const bookRow = fc.record({
  title: text,
  subtitle: nullable(text),
  pages: integer,
  price: nullable(fc.constantFrom(...PRICES)),
  printed: nullable(fc.constantFrom(...TIMES)),
  lent: fc.boolean(),
  genre: fc.constantFrom(...CHOICES),
  details: nullable(fc.record({ k: nullable(fc.oneof(text, fc.constantFrom(7, -5, 1.5, 10))) })),
  author: fc.nat(2),
  place: nullable(fc.nat(2)),
  edition: nullable(fc.nat(2)),
  subjects: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
});

const parts = fc.record({
  authors: fc.array(fc.record({ name: text, unknown: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  shelves: fc.uniqueArray(fc.record({ code: fc.constantFrom(...CODES), floor: integer }), {
    maxLength: 3,
    selector: ({ code }) => code,
  }),
  subjects: fc.array(fc.record({ name: text, note: nullable(text) }), { maxLength: 4, size: 'max' }),
  editions: fc.array(fc.record({ isbn: text }), { maxLength: 3 }),
  books: fc.array(bookRow, { maxLength: 9, size: 'max' }),
});

const numbered = (row: object, index: number): Row => ({ ...(row as Row), id: index + 1 });

export const library: fc.Arbitrary<Library> = parts.map((made) => {
  const books = made.books.map(({ details, ...book }, index): Row => {
    const edition = book.edition === null ? undefined : made.editions[book.edition];
    const k = details?.k ?? null;
    return {
      ...book,
      id: index + 1,
      author: (book.author % made.authors.length) + 1,
      place: book.place === null ? null : (made.shelves[book.place]?.code ?? null),
      edition: edition && book.edition !== null ? book.edition + 1 : null,
      isbn: edition?.isbn ?? null,
      subjects: book.subjects.filter((at) => at < made.subjects.length).map((at) => at + 1),
      details: details && JSON.stringify(details),
      details__k: k,
    };
  });
  const subjects = made.subjects.map((subject, index): Row => {
    const about = books.filter(({ subjects: own }) => (own as number[]).includes(index + 1));
    return { ...numbered(subject, index), books: about.map(({ id }) => id as number) };
  });
  const [authors, editions] = [made.authors.map(numbered), made.editions.map(numbered)];
  return { books, subjects, authors, editions, shelves: made.shelves };
});

const padding = fc.constantFrom('', '', '', '', ' ', '\t', '\u0085', '\u00a0', '\ufeff', '\0');
const paddedText = fc.tuple(padding, text, padding).map((pieces) => pieces.join(''));
const numberText = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...INTEGERS.map(String), '1', '2', '3', '4') },
  { weight: 6, arbitrary: fc.constantFrom('1e1', '+10', ' 10', '10.9', '-5.9', '-0.5', '.5', '1.', '007') },
  { weight: 3, arbitrary: fc.constantFrom('2147483648', '99999999999999999999', '-1e20', '1e50', '-1e51') },
  { weight: 1, arbitrary: fc.constantFrom('x', ' ', '1e51', 'NaN', '1 0', '-', '.') },
);
const decimalText = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PRICES, '1.50', '15e-1', '+1.5', '-1e-4', '.0001') },
  { weight: 3, arbitrary: numberText },
);
const timeText = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TIMES) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '2024-06-07T08:09:10.1234569',
      '2024-06-07 10:09:10,123456+02:00',
      ' 2024-6-7 8:09:10.123457Z',
      '2024-06-07T08:09',
      '2024-06-08T01:00+01',
      '2024-06-07T20:00:00.000-0400',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('2024-06-07', 'x', '2024-06-07T08:09:10z', ' ') },
);
const boolText = fc.constantFrom('true', 'TRUE', 'False', '1', '0', 'false', 'yes', ' true', 't', '');
const keyText = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('1', '1', '1', '2', '3') },
  { weight: 2, arbitrary: fc.constantFrom(' 1 ', '+2', '03') },
  { weight: 1, arbitrary: fc.constantFrom('9', 'x', '1.0', '99999999999999999999', '-1', '\0') },
);
const codeText = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...CODES) },
  { weight: 1, arbitrary: fc.constantFrom('nope', 'a ', 'b', '\0') },
);
// What PostgreSQL and JavaScript read alike.
const PATTERNS = ['^a', 'b$', 'a.b', '[ab]+', '(a|b)%', 'a{2}', '^$', '\\\\', '^A.?$', ' [%_] '];
const VALUES: Record<Exclude<Kind, 'one'>, fc.Arbitrary<string>> = {
  text: paddedText,
  choice: paddedText,
  int: numberText,
  decimal: decimalText,
  time: timeText,
  bool: boolText,
  json: boolText,
  inside: paddedText,
  many: keyText,
};

function valueFor(kind: Kind, lookup: string, target: ResourceName | undefined): fc.Arbitrary<string> {
  if (lookup === 'isnull') return boolText;
  if (lookup.endsWith('regex')) return fc.constantFrom(...PATTERNS);
  let one = kind === 'one' ? (target === 'shelves' ? codeText : keyText) : VALUES[kind];
  if (kind === 'choice') {
    const parts = fc.constantFrom(...CHOICES, 'NOVEL', 'No', 'al', 'EL');
    one = fc.oneof({ weight: lookup === 'exact' ? 1 : 3, arbitrary: text }, { weight: 12, arbitrary: parts });
  }
  if (kind === 'inside' && NUMERIC.includes(lookup)) one = decimalText;
  if (lookup !== 'in' && lookup !== 'range') return one;
  const member = fc.oneof({ weight: 8, arbitrary: one }, { weight: 1, arbitrary: fc.constant('') });
  const lists = fc.array(member, { minLength: 1, maxLength: 3 });
  const pairs = fc.array(member, { minLength: 2, maxLength: 2 });
  const list = fc.oneof(
    { weight: 1, arbitrary: lists },
    { weight: lookup === 'in' ? 1 : 9, arbitrary: pairs },
  );
  return list.map((members) => members.join(','));
}

interface Parameter {
  name: string;
  value: fc.Arbitrary<string>;
}

/** All filters of a resource that go through exactly so many relations. */
function parameters(of: ResourceName, depth: number): Parameter[] {
  const { fields, relations } = LIBRARY[of];
  if (depth > 0) {
    return Object.entries(relations).flatMap(([relation, target]) =>
      parameters(target, depth - 1).map(({ name, value }) => ({ name: `${relation}__${name}`, value })),
    );
  }
  return Object.entries(fields).flatMap(([field, kind]) =>
    LOOKUPS[kind].map((lookup) => ({
      name: lookup === 'exact' ? field : `${field}__${lookup}`,
      value: valueFor(kind, lookup, relations[field]),
    })),
  );
}

function filterOf(choices: Parameter[]): fc.Arbitrary<NaivePair[]> {
  return fc.constantFrom(...choices).chain(({ name, value }) =>
    fc.tuple(fc.constantFrom('', '', '!'), value, fc.nat(19)).map(([bang, sent, chance]) => {
      const pair: NaivePair = [name + bang, sent];
      if (chance === 0) return [pair, [pair[0], '']];
      return chance < 3 ? [[pair[0], 'x'], pair] : [pair];
    }),
  );
}

const NONE = fc.constant<NaivePair[]>([]);
const UNKNOWN: NaivePair[] = [
  ...['title__exact', 'Title', 'title!!', '!title', 'subjects__in', 'subjects!__name', 'id__ltx'],
  ...['place__nosuch', 'place__nosuch!', 'author_id', '_', 'pk'],
].map((name) => [name, '1']);

function filtersOf(of: ResourceName): fc.Arbitrary<NaivePair[]> {
  const [own, near, far] = [0, 1, 2].map((depth) => parameters(of, depth)) as [
    Parameter[],
    Parameter[],
    Parameter[],
  ];
  const some = (choices: Parameter[], maxLength: number): fc.Arbitrary<NaivePair[]> =>
    choices.length === 0
      ? NONE
      : fc.array(filterOf(choices), { minLength: 1, maxLength }).map((list) => list.flat());
  const many = Object.keys(LIBRARY[of].relations).find((name) => LIBRARY[of].fields[name] === 'many');
  const same = [...near, ...far].filter(({ name }) => name.startsWith(`${many}__`));
  return fc.oneof(
    { weight: 6, arbitrary: some(own, 1) },
    { weight: 2, arbitrary: some(own, 2) },
    { weight: 4, arbitrary: some(near, 1) },
    { weight: 4, arbitrary: some(far, 1) },
    { weight: 4, arbitrary: some(same, 2) },
    { weight: 2, arbitrary: fc.tuple(some(own, 1), some(near, 1), some(far, 1)).map((list) => list.flat()) },
    { weight: 1, arbitrary: fc.constantFrom(...UNKNOWN).map((pair) => [pair]) },
    { weight: 1, arbitrary: NONE },
  );
}

function orderingOf(of: ResourceName): fc.Arbitrary<NaivePair[]> {
  const listed = LIBRARY[of].ordering;
  const known = fc.constantFrom(...listed, ...listed.map((term) => `-${term}`));
  const term = fc.oneof(
    { weight: 10, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc.constantFrom(' id ', ' -id', '--id', '- id', 'ID', '?', '-', '', 'price', 'pk'),
    },
  );
  const value = fc.array(term, { maxLength: 3 }).map((terms) => terms.join(','));
  return fc.oneof(
    NONE,
    value.map((sent): NaivePair[] => [['ordering', sent]]),
  );
}

const SIZES = ['1', '2', '4', ' 2', '+2', '02', '5', '99', '', '0', '-1', 'x', '1.0'];
const OFFSETS = ['0', '1', '2', '3', '6', '+1', '', '-1', 'x', '99999999999999999999'];
const PAGES = [
  '1',
  '1',
  '1',
  '2',
  '2',
  '2',
  '3',
  'last',
  'last',
  ' 2',
  '+1',
  '01',
  '',
  '0',
  'x',
  'Last',
  '1.0',
];

function maybe(name: string, values: string[]): fc.Arbitrary<NaivePair[]> {
  const sent = fc.constantFrom(...values).map((value): NaivePair[] => [[name, value]]);
  return fc.oneof({ weight: 2, arbitrary: NONE }, { weight: 1, arbitrary: sent });
}

const paging = fc
  .oneof(
    fc.tuple(maybe('page', PAGES), maybe('page_size', SIZES)),
    fc.tuple(maybe('limit', SIZES), maybe('offset', OFFSETS)),
  )
  .map((pairs) => pairs.flat());

const questionOf = (of: ResourceName): fc.Arbitrary<Question> =>
  fc.record({
    of: fc.constant(of),
    pairs: fc.tuple(filtersOf(of), orderingOf(of), paging).map((pairs) => pairs.flat()),
    initiated: fc.boolean(),
    escaped: fc.boolean(),
  });

export const question: fc.Arbitrary<Question> = fc.oneof(
  { weight: 8, arbitrary: questionOf('books') },
  { weight: 3, arbitrary: questionOf('subjects') },
  { weight: 1, arbitrary: questionOf('authors') },
  { weight: 1, arbitrary: questionOf('shelves') },
);
