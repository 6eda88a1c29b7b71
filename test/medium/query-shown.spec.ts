import { Client, types } from 'pg';
import { DataSource } from 'typeorm';
import { BadInput } from '../../src/errors/domain-error';
import { Page, fetchPage } from '../../src/query/page';
import { parseQuery } from '../../src/query/parse';
import { PlanOptions, planList } from '../../src/query/plan';
import { Reader, TOY_ENTITIES, TOY_SCHEMA, authors, books, fillToys, subjects } from '../../src/query/toys';
import { ResourceStatement } from '../../src/query/statement';

const url = process.env.ASSAY_TEST_DATABASE_URL;
let source: DataSource;

beforeAll(async () => {
  types.setTypeParser(20, Number);
  types.setTypeParser(1184, (text: string) => text);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${TOY_SCHEMA} CASCADE; CREATE SCHEMA ${TOY_SCHEMA}`);
  await client.end();
  source = await new DataSource({
    type: 'postgres',
    url,
    entities: TOY_ENTITIES,
    synchronize: true,
    extra: { options: '-c TimeZone=UTC' },
  }).initialize();
  await fillToys(source);
});

afterAll(async () => {
  await source?.query(`DROP SCHEMA ${TOY_SCHEMA} CASCADE`);
  await source?.destroy();
});

/** Books as a protocol of others would show them: other words, fewer filters. */
const shown: ResourceStatement<Reader> = {
  ...books,
  fields: {
    id: { type: 'int', lookups: ['exact', 'gt'] },
    name: { type: 'text', property: 'title', unfilterable: true },
    title: { type: 'text', hidden: true, lookups: ['exact', 'contains'] },
    genre: {
      type: 'choice',
      choices: ['Prose', 'Other'],
      words: { Prose: ['novel', 'poem'], Other: ['manual', null] },
      numbered: true,
      anyCase: true,
    },
    pages: { type: 'int', choices: ['10'], lookups: ['exact', 'in'] },
    lent: { type: 'bool', lookups: ['exact', 'in'] },
    details: { type: 'json', lookups: ['exact', 'icontains'], wholeLookups: ['has_key', 'json_contains'] },
    author: {
      type: 'relation',
      to: () => authors,
      shown: 'name',
      namesUnseen: true,
      narrow: (row, _reader, bind) => `${row}."name" <> ${bind('Ada')}`,
    },
    subjects: {
      type: 'relation',
      to: () => subjectNames,
      many: true,
      shown: 'name',
    },
  },
  ordering: ['id', 'genre', 'subjects', 'title'],
  defaultOrder: ['id'],
};
const subjectNames: ResourceStatement<Reader> = {
  ...subjects,
  fields: { id: { type: 'int' }, name: { type: 'text', lookups: ['exact'] } },
};

async function ask(query: string, options: PlanOptions = {}): Promise<Page> {
  return fetchPage(source.manager, shown, planList(shown, parseQuery(query), options), { initiated: false });
}

const ids = async (query: string, options?: PlanOptions): Promise<string> =>
  (await ask(query, options)).rows.map(({ id }) => id).join(' ');
const ignored = (query: string): string[] =>
  planList(shown, parseQuery(query)).ignored.map(({ name }) => name);
const refusal = async (query: string): Promise<unknown> =>
  ask(query).then(
    () => null,
    (error: BadInput) => error.fields,
  );

describe('a statement that says what is shown', () => {
  it('shows other words, other names, and fields of related rows', async () => {
    const { rows } = await ask('id=4');
    expect(rows).toEqual([
      {
        id: 4,
        name: 'null',
        genre: 'Other',
        pages: 2147483647,
        lent: false,
        details: null,
        author: 'Nobody',
        subjects: ['land', 'sky'],
      },
    ]);
  });

  it('filters by a hidden name, and not by the one that is shown', async () => {
    expect(await ids('title=a_b')).toBe('5');
    expect(ignored('name=a_b&title__startswith=a')).toEqual(['name', 'title__startswith']);
  });

  it('has only the lookups that it names', async () => {
    expect(ignored('id__lt=3&pages__gt=1&subjects__name__contains=s')).toEqual([
      'id__lt',
      'pages__gt',
      'subjects__name__contains',
    ]);
    expect(await ids('id__gt=3&subjects__name=sky')).toBe('4');
  });
});

describe('words of a choice', () => {
  it('stand for all that is stored under them, nothing included', async () => {
    expect(await ids('genre=Prose')).toBe('1 2 3 5');
    expect(await ids('genre=other')).toBe('4');
    expect(await ids('genre!=Other')).toBe('1 2 3 5');
  });

  it('are numbered in lists', async () => {
    expect(await ids('genre__in=1')).toBe('4');
    expect(await ids('genre__in=0,Other')).toBe('1 2 3 4 5');
    expect(await ids('genre__in=,')).toBe('');
  });

  it('are refused when there is no such word', async () => {
    expect(await refusal('genre=manual&genre__in=Prose,poem')).toEqual({
      genre: ['Select a valid choice. manual is not one of the available choices.'],
      genre__in: ['Enter a number.'],
    });
    expect(await ids('genre__in=7')).toBe('');
    expect(await refusal('pages=11')).toEqual({
      pages: ['Select a valid choice. 11 is not one of the available choices.'],
    });
    expect(await ids('pages__in=10,11')).toBe('1 5');
  });

  it('are sorted by their place', async () => {
    expect(await ids('ordering=-genre')).toBe('4 1 2 3 5');
  });
});

describe('lists of truth values', () => {
  it.each([
    ['lent__in=true', '2'],
    ['lent__in=True,0', '1 2 3 4 5'],
    ['lent__in=,', ''],
    ['lent__in=perhaps', '1 2 3 4 5'],
  ])('%s', async (query, expected) => {
    expect(await ids(query)).toBe(expected);
  });
});

describe('documents', () => {
  it.each([
    ['details__has_key=kernel', '1'],
    ['details__has_key!=kernel', '2 3 4 5'],
    ['details__contains={"list": ["x"]}', '1'],
    ['details__contains={"list": ["y"]}', ''],
    ['details__kernel__version__exact=6.3', '1'],
    // No lookup of this field, hence a key.
    ['details__kernel__startswith=6', ''],
  ])('%s', async (query, expected) => {
    expect(await ids(query)).toBe(expected);
  });

  it('want JSON to be contained', async () => {
    expect(await refusal('details__contains=x')).toEqual({ details__contains: ['Enter a valid JSON.'] });
  });
});

describe('keys of related rows', () => {
  it('may name one that is not seen, which matches nothing', async () => {
    expect(await ids('author=2')).toBe('2 3');
    expect(await refusal('author=3')).toBeNull();
    expect(await refusal('author=99')).not.toBeNull();
  });

  it('may be narrowed', async () => {
    expect(await refusal('author=1')).toEqual({
      author: ['Select a valid choice. That choice is not one of the available choices.'],
    });
  });
});

describe('the order by many related rows', () => {
  it('has each row once, those without any last', async () => {
    expect(await ids('ordering=subjects')).toBe('1 4 2 3 5');
    expect(await ids('ordering=-subjects')).toBe('3 5 2 4 1');
  });
});

describe('ways of asking', () => {
  it('may let every value of a name count', async () => {
    const repeatable = (name: string): boolean => name === 'title__contains';
    expect(await ids('title__contains=a&title__contains=b', { repeatable })).toBe('5');
    expect(await ids('title__contains=a&title__contains=0')).toBe('1');
  });

  it('may leave it to the server how to count', async () => {
    expect((await ask('count=none', { countable: false })).count).toBe(5);
  });
});
