import { DataSource } from 'typeorm';
import { compileCount, compileRows } from './compile';
import { conditionSql } from './lookups';
import { parseQuery } from './parse';
import { Condition, planList } from './plan';
import { Reader, TOY_ENTITIES, books, subjects } from './toys';

const reader: Reader = { initiated: false };

class Unconnected extends DataSource {
  static async make(): Promise<DataSource> {
    const source = new Unconnected({ type: 'postgres', entities: TOY_ENTITIES });
    await source.buildMetadatas();
    return source;
  }
}

let source: DataSource;
beforeAll(async () => {
  source = await Unconnected.make();
});

const count = (query: string, context = reader): string =>
  compileCount(source, books, planList(books, parseQuery(query)), context).text.replace(/^.* WHERE /, '');

describe('compileRows', () => {
  it('writes one statement with every value bound', () => {
    const plan = planList(books, parseQuery("title=x'y&author__name=z&ordering=-author__name"));
    const { text, values } = compileRows(source, books, plan, { initiated: true });
    expect(values).toEqual(["x'y", 'z']);
    expect(text.replace(/ +/g, ' ')).toBe(
      'SELECT "t"."id" AS "id", "t"."title" AS "title", "t"."subtitle" AS "subtitle", "t_edition"."isbn_text" AS "isbn",' +
        ' "t"."page_count" AS "pages", "t"."price" AS "price", "t"."printed" AS "printed", "t"."lent" AS "lent",' +
        ' "t"."genre" AS "genre", "t"."details" AS "details", "t"."author_id" AS "author", "t"."shelf" AS "place",' +
        ' ARRAY(SELECT "l"."subject" FROM "query_toys"."book_subject" "l" WHERE "l"."book" = "t"."id" ORDER BY 1) AS "subjects"' +
        ' FROM "query_toys"."book" "t"' +
        ' LEFT JOIN "query_toys"."author" "o_author" ON "o_author"."id" = "t"."author_id"' +
        ' LEFT JOIN "query_toys"."edition" "t_edition" ON "t_edition"."id" = "t"."edition_id"' +
        ' WHERE "t"."title" = $1::text AND "t"."author_id" IN' +
        ' (SELECT "r1"."id" FROM "query_toys"."author" "r1" WHERE "r1"."name" = $2::text)' +
        ' ORDER BY "o_author"."name" DESC, "t"."id" ASC',
    );
  });

  it('turns the whole order round', () => {
    const plan = planList(books, parseQuery('ordering=-title,pages'));
    const order = (backwards: boolean): string =>
      compileRows(source, books, plan, reader, { backwards }).text.replace(/^.* ORDER BY /, '');
    expect(order(false)).toBe('"t"."title" DESC, "t"."page_count" ASC, "t"."id" ASC');
    expect(order(true)).toBe('"t"."title" ASC, "t"."page_count" DESC, "t"."id" DESC');
  });

  it('selects what belongs to the single row only on demand', () => {
    const plan = planList(books, []);
    expect(compileRows(source, books, plan, reader).text).not.toContain('full_text');
    expect(compileRows(source, books, plan, reader, { detail: true }).text).toContain('full_text');
  });

  it('refuses a plan with errors in it', () => {
    expect(() =>
      compileRows(source, books, planList(books, parseQuery('place=a&pages=x')), reader),
    ).toThrow();
  });
});

describe('compileCount', () => {
  it('has no join that no condition needs', () => {
    const { text } = compileCount(
      source,
      books,
      planList(books, parseQuery('ordering=author__name')),
      reader,
    );
    expect(text).toBe('SELECT count(*) AS "count" FROM "query_toys"."book" "t"');
    const capped = compileCount(source, books, planList(books, []), reader, { cap: 9 });
    expect(capped.text).toBe(
      'SELECT count(*) AS "count" FROM (SELECT 1 FROM "query_toys"."book" "t" LIMIT 9) "capped"',
    );
  });

  it('joins the row a field lives in', () => {
    const { text } = compileCount(source, books, planList(books, parseQuery('isbn=1')), reader);
    expect(text).toContain(
      'LEFT JOIN "query_toys"."edition" "t_edition" ON "t_edition"."id" = "t"."edition_id" WHERE',
    );
  });

  it('asks for the same related row in all conditions, and hides what must not be seen', () => {
    expect(count('subjects__name=a&subjects__id=2')).toContain(
      '("r1"."name" = $1::text AND "r1"."id" = $2::integer)'.slice(1, -1),
    );
    expect(count('author__name=a')).toContain('"r1"."name" = $1::text AND ("r1"."unknown" = $2::boolean)');
  });

  it('asks the foreign key when conditions are on nothing but the key it refers to', () => {
    expect(count('place__code=a&place__code__startswith=b')).toBe(
      '"t"."shelf" = $1::text AND "t"."shelf" LIKE $2::text',
    );
    expect(count('place__code=a&place__floor=1')).toMatch(/^"r1"\."code"/);
    expect(count('place__code!=a')).toMatch(/^NOT \("r1"\."code"/);
    expect(count('author__id=1')).toMatch(/^"r1"\."id"/);
  });

  it('knows many-valued relations from both sides', () => {
    const { text } = compileCount(source, subjects, planList(subjects, parseQuery('books=1')), reader);
    expect(text).toContain(
      'WHERE EXISTS (SELECT 1 FROM "query_toys"."book_subject" "r1" WHERE "r1"."subject" = "t"."id"',
    );
  });

  it('takes a further restriction', () => {
    const base = (row: string, _: Reader, bind: (value: unknown) => string): string =>
      `${row}."shelf" = ${bind('a')}`;
    const { text, values } = compileCount(source, books, planList(books, []), reader, { base });
    expect(text).toContain('WHERE ("t"."shelf" = $1)');
    expect(values).toEqual(['a']);
  });
});

describe('conditionSql', () => {
  const int = { sql: 'c', type: 'integer', nullable: true, kind: 'int' as const };
  const sql = (lookup: Condition['lookup'], operand: Condition['operand'], negated = false): string =>
    conditionSql(int, { name: '', field: '', lookup, operand, negated }, (value) => JSON.stringify(value));

  it.each([
    ['exact', '2147483648', 'FALSE'],
    ['lt', '2147483648', 'c IS NOT NULL'],
    ['gte', '2147483648', 'FALSE'],
    ['gt', '-Infinity', 'c IS NOT NULL'],
    ['lt', '-99999999999', 'FALSE'],
    ['lt', '5', 'c < "5"::integer'],
    ['in', ['1', '99999999999'], 'c = ANY(["1"]::integer[])'],
    ['in', ['99999999999'], 'FALSE'],
    ['range', ['-99999999999', '5'], 'c BETWEEN "-2147483648"::integer AND "5"::integer'],
    ['range', ['99999999999', null], 'FALSE'],
    ['range', [null, '5'], 'c BETWEEN null::integer AND "5"::integer'],
  ] as const)('decides %s %s without an error of the database', (lookup, operand, expected) =>
    expect(sql(lookup, operand)).toBe(expected),
  );

  it('excludes with nulls included', () => {
    expect(sql('exact', '5', true)).toBe('NOT (c = "5"::integer AND c IS NOT NULL)');
    expect(sql('isnull', true, true)).toBe('c IS NOT NULL');
    expect(sql('isnull', false)).toBe('c IS NOT NULL');
  });
});
