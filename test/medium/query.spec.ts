import { Client, types } from 'pg';
import { DataSource } from 'typeorm';
import { BadInput, NotFound, Unavailable } from '../../src/errors/domain-error';
import { pageLinks } from '../../src/query/links';
import { FetchOptions, Page, fetchPage } from '../../src/query/page';
import { parseQuery } from '../../src/query/parse';
import { PlanOptions, planList } from '../../src/query/plan';
import { Reader, TOY_ENTITIES, TOY_SCHEMA, books, fillToys, subjects } from '../../src/query/toys';
import { ResourceStatement } from '../../src/query/statement';

const url = process.env.ASSAY_TEST_DATABASE_URL;
let source: DataSource;
const statements: string[] = [];

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
    logging: ['query'],
    logger: {
      logQuery: (sql: string) => void statements.push(sql),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    },
  }).initialize();
  await fillToys(source);
});

afterAll(async () => {
  await source?.query(`DROP SCHEMA ${TOY_SCHEMA} CASCADE`);
  await source?.destroy();
});

interface Asking extends FetchOptions<Reader>, PlanOptions {
  of?: ResourceStatement<Reader>;
  reader?: Reader;
}

async function ask(
  query: string,
  { of = books, reader = { initiated: false }, ...options }: Asking = {},
): Promise<Page> {
  return fetchPage(source.manager, of, planList(of, parseQuery(query), options), reader, options);
}

async function ids(query: string, asking: Asking = {}): Promise<unknown> {
  const { rows } = await ask(`ordering=id&${query}`, asking);
  return rows.map(({ id }) => id).join(' ');
}

async function refusal(query: string, asking: Asking = {}): Promise<unknown> {
  const error: unknown = await ask(query, asking).catch((thrown: unknown) => thrown);
  return error instanceof BadInput ? { ...error.fields } : error;
}

describe('filters', () => {
  it.each([
    ['title=100%25', '1'],
    ['title__contains=%25', '1'],
    ['title__contains=_', '5'],
    ['title__iexact=STRASSE', ''],
    ['title__icontains=σίσυφος', '3'],
    ['title__in=null,a_b', '4 5'],
    ['title__regex=^\\w%2B$', '2 3 4 5'],
    ['title__startswith!=a', '1 2 3 4'],
    ['pages=10', '1 5'],
    ['pages!=10', '2 3 4'],
    ['pages__gt=-5.9', '1 4 5'],
    ['pages__lt=99999999999999999999', '1 3 4 5'],
    ['pages__lt!=99999999999999999999', '2'],
    ['pages__in=10,99999999999999999999', '1 5'],
    ['pages__in=,', ''],
    ['pages__in!=,', '1 2 3 4 5'],
    ['pages__range=,10', ''],
    ['pages__range!=,5', '1 2 4 5'],
    ['pages__isnull=true', '2'],
    ['price=9007199254740993', '3'],
    ['price=9007199254740992', ''],
    ['price__gt=-1e999999', '1 3'],
    ['price__gt=1e-999999', '1 3'],
    ['lent=true', '2'],
    ['genre!=novel', '4'],
    ['genre__icontains=MAN', '4'],
    ['printed=2024-06-07T10:09:10.1234569%2B02:00', '5'],
    ['printed__date=2024-06-07', '1 2 3 4 5'],
    ['isbn=978_1', '3'],
    ['isbn!=978_1', '1 2 4 5'],
    ['isbn__isnull=true', '1 2 4 5'],
  ])('%s finds %s', async (query, expected) => expect(await ids(query)).toBe(expected));

  it.each([
    ['place=a', '2'],
    ['place=%20b', '4'],
    ['place!=a', '1 3 4 5'],
    ['place__in=a,%20b', '2 4'],
    ['place__in=,', ''],
    ['place__isnull=false', '2 4'],
    ['place__floor__isnull=true', '4'],
    ['place__floor!=2', '2 4'],
    ['place__code=', '1 2 3 4 5'],
    ['place__nosuch=1', '1 2 3 4 5'],
    ['author__name__in=Ada,Nobody', '1 5'],
    ['subjects=2', '1 4'],
    ['subjects!=2', '2 3 5'],
    ['subjects__note=wet', '1 2 4'],
    ['subjects__note=wet&subjects__name=land', ''],
    ['subjects__note=wet&subjects=2', '1 4'],
    ['subjects__note!=wet', '1 4'],
    ['subjects__books__isbn=978_1', ''],
    ['subjects__books__author__name=Ödön', '2 4'],
  ])('relations: %s finds %s', async (query, expected) => expect(await ids(query)).toBe(expected));

  it.each([
    ['details__kernel__version=6.3', '1'],
    ['details__kernel__version__startswith=6', '1'],
    ['details__kernel__null__isnull=true', '1 2 3 4 5'],
    ['details__list__1__y=5', '1'],
    ['details__a%22b=q', '1'],
    ['details__kernel__version!=6.3', '2 3 4 5'],
    ['details__list__1__y__gt=4.5', '1'],
    ['details__list__1__y__range=5,5', '1'],
    ['details__list__1__y__lt=5', ''],
    ['details__list__1__y__gt!=4', '2 3 4 5'],
    ['details__list__0__gt=-1e20', ''],
    ['details__list__0__lt!=0', '1 2 3 4 5'],
    ['details__kernel__lt!=0', '1 2 3 4 5'],
    ['details__gt__lt=1', ''],
    ['details__isnull=false', '1'],
    ['details__icontains=KERNEL', '1'],
  ])('json: %s finds %s', async (query, expected) => expect(await ids(query)).toBe(expected));

  it('finds from the other side of a many-valued relation', async () => {
    expect(await ids('books=4', { of: subjects })).toBe('2 3');
    expect(await ids('books__pages__gt=0&books__author__name=Ada', { of: subjects })).toBe('1 2');
  });

  it('hides related rows that the reader may not see', async () => {
    expect(await ids('author__name=Nobody')).toBe('');
    expect(await ids('author__name=Nobody', { reader: { initiated: true } })).toBe('4');
    const unknown = { author: ['Select a valid choice. That choice is not one of the available choices.'] };
    expect(await refusal('author=3')).toEqual(unknown);
    expect(await ids('author=3', { reader: { initiated: true } })).toBe('4');
  });

  it('reports unknown keys together with other bad values', async () => {
    const choice = ['Select a valid choice. That choice is not one of the available choices.'];
    const query = 'author__in=1,77&subjects=99999999999&subjects__books=8&place!=nope&pages=x&place__code=a';
    expect(await refusal(query)).toEqual({
      author__in: choice,
      subjects: choice,
      subjects__books: choice,
      'place!': choice,
      pages: ['Enter a number.'],
    });
  });

  it('blames a bad regular expression on its parameter', async () => {
    const message = ['Enter a valid regular expression.'];
    expect(await refusal('title__regex=[')).toEqual({ title__regex: message });
    expect(await refusal('author__name__iregex!=(&title=a_b')).toEqual({ 'author__name__iregex!': message });
  });
});

describe('order', () => {
  it.each([
    ['', '5 4 3 2 1'],
    ['ordering=pages', '3 1 5 4 2'],
    ['ordering=-pages', '2 4 1 5 3'],
    ['ordering=isbn', '3 1 2 4 5'],
    ['ordering=author__name,-title', '5 1 3 2 4'],
    ['ordering=-author__name', '4 2 3 1 5'],
    ['ordering=place', '4 2 1 3 5'],
  ])('%s gives %s', async (query, expected) => {
    const { rows } = await ask(query);
    expect(rows.map(({ id }) => id).join(' ')).toBe(expected);
  });
});

describe('pages', () => {
  const facts = ({ rows, count, capped, hasNext, hasPrevious }: Page) => [
    rows.length,
    count,
    capped,
    hasNext,
    hasPrevious,
  ];

  it.each([
    ['page_size=2', [2, 5, false, true, false]],
    ['page_size=2&page=3', [1, 5, false, false, true]],
    ['page_size=2&page=last', [1, 5, false, false, true]],
    ['page_size=5', [5, 5, false, false, false]],
    ['limit=2&offset=1', [2, 5, false, true, true]],
    ['limit=2&offset=3', [2, 5, false, false, true]],
    ['limit=2&offset=99999999999999999999', [0, 5, false, false, true]],
    ['page_size=2&page=2&count=none', [2, null, false, true, true]],
    ['page_size=2&page=3&count=none', [1, null, false, false, true]],
    ['page_size=2&page=last&count=none', [1, 5, false, false, true]],
    ['page_size=2&count=capped', [2, 5, false, true, false]],
    ['limit=2&count=none', [2, null, false, true, false]],
    ['title=nope', [0, 0, false, false, false]],
    ['title=nope&page=last', [0, 0, false, false, false]],
  ])('%s', async (query, expected) => expect(facts(await ask(query))).toEqual(expected));

  it.each([
    'page=0',
    'page=',
    'page=abc',
    'page=1.0',
    'page=Last',
    'page=2',
    'page=9999999999999',
    'page=2&count=none',
  ])('does not have %s', async (query) => {
    await expect(ask(query)).rejects.toThrow(new NotFound('Invalid page.'));
  });

  it('checks filters before the page', async () => {
    expect(await refusal('page=0&pages=x')).toEqual({ pages: ['Enter a number.'] });
    expect(await refusal('page=0&author=77')).toHaveProperty('author');
  });

  it('takes two statements, whatever the rows', async () => {
    const counted = async (query: string): Promise<number> => {
      statements.length = 0;
      await ask(query);
      return statements.length;
    };
    expect(await counted('')).toBe(2);
    expect(await counted('page_size=1&subjects__name=land&ordering=author__name')).toBe(2);
    // Counted above already, if nobody has committed anything since, in whatever database of this server.
    expect(await counted('limit=2&offset=2')).toBeLessThanOrEqual(2);
    expect(await counted('page_size=1&page=last')).toBe(2);
    expect(await counted('count=capped')).toBe(2);
    expect(await counted('count=none')).toBe(1);
    expect(await counted('author=1&subjects__books=2')).toBe(3);
  });

  it('counts again by offset what was committed meanwhile, and all that a transaction has written itself', async () => {
    const probe = `${TOY_SCHEMA}.toy_probe`;
    await source.query(`CREATE TABLE ${probe} (id int); INSERT INTO ${probe} VALUES (1)`);
    const base: FetchOptions<Reader>['base'] = (row) => `${row}."id" <= (SELECT count(*) FROM ${probe})`;
    const plan = planList(books, parseQuery('limit=1'));
    const count = async (manager = source.manager) =>
      (await fetchPage(manager, books, plan, { initiated: true }, { base })).count;
    expect([await count(), await count()]).toEqual([1, 1]);
    await source.transaction(async (manager) => {
      for (const wanted of [2, 3]) {
        await manager.query(`INSERT INTO ${probe} VALUES (1)`);
        expect([await count(manager), await count()]).toEqual([wanted, 1]);
      }
    });
    expect(await count()).toBe(3);
  });

  it('walks through all rows by its own links', async () => {
    const seen: unknown[] = [];
    let query: string | undefined = 'page_size=2&ordering=pages';
    while (query !== undefined) {
      const page: Page = await ask(query);
      seen.push(...page.rows.map(({ id }) => id));
      query = pageLinks({ origin: '', path: '/' }, parseQuery(query), page).next?.slice(2);
    }
    expect(seen).toEqual([3, 1, 5, 4, 2]);
  });

  it('keeps to a further restriction', async () => {
    const base: FetchOptions<Reader>['base'] = (row, _, bind) => `${row}."author_id" = ${bind(2)}::bigint`;
    expect((await ask('pages__isnull=true', { base })).count).toBe(1);
  });

  describe('with a budget', () => {
    const sleeping = (seconds: number): FetchOptions<Reader>['base'] => {
      return (row) => `CASE WHEN ${row}."id" = 1 THEN pg_sleep(${seconds}) IS NOT NULL ELSE true END`;
    };
    const limits = (): string[] => statements.filter((sql) => sql.startsWith('SET LOCAL'));
    beforeEach(() => (statements.length = 0));

    it('takes no statement more while it is quick', async () => {
      expect((await ask('', { budget: 5_000 })).count).toBe(5);
      expect(statements).toHaveLength(2);
    });

    it('tells the second statement what a slow first one has left', async () => {
      expect((await ask('', { base: sleeping(0.3), budget: 2_000 })).count).toBe(5);
      expect(limits()).toHaveLength(1);
      const left = Number(limits()[0]?.split('= ')[1]);
      expect(left > 1_000 && left <= 1_700).toBe(true);
    });

    it('stops the second statement in its middle', async () => {
      const asked = ask('page=9', { base: sleeping(0.3), budget: 500 });
      await expect(asked).rejects.toMatchObject({ code: '57014' });
    });

    it('does not even begin the second statement when nothing is left', async () => {
      const asked = ask('page=last', { base: sleeping(0.2), budget: 100 });
      await expect(asked).rejects.toThrow(Unavailable);
      expect([statements.length, limits()]).toEqual([1, []]);
    });
  });
});

describe('rows', () => {
  it('have the values of the contract in the order of the statement', async () => {
    const { rows } = await ask('id__in=1,5&ordering=id');
    expect(JSON.stringify(rows[1])).toBe(
      '{"id":5,"title":"a_b","subtitle":null,"isbn":null,"pages":10,"price":null,' +
        '"printed":"2024-06-07T08:09:10.123456Z","lent":false,"genre":"novel","details":null,"author":1,' +
        '"place":null,"subjects":[]}',
    );
    expect(rows[0]).toMatchObject({ price: '1.5000', subjects: [1, 2], details: { list: ['x', { y: 5 }] } });
  });

  it('have large texts only in the single row', async () => {
    const { rows } = await ask('id=1', { detail: true });
    expect(rows[0]).toHaveProperty('full_text', '');
  });
});
