import { DataSource } from 'typeorm';
import { CompileExtra, compileCount } from './compile';
import { parseQuery } from './parse';
import { planList } from './plan';
import { ResourceStatement } from './statement';
import { Reader, TOY_ENTITIES, books } from './toys';

/** Books are seen exactly when their author is. */
const guarded: ResourceStatement<Reader> = {
  ...books,
  visible: (row, { initiated }) => (initiated ? null : `each(${row})`),
  visibleWith: 'author',
};

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

const ASKED_ONCE =
  'EXISTS (SELECT 1 FROM "query_toys"."author" "seen" WHERE "seen"."id" = $2 AND ("seen"."unknown" = $1::boolean))';

function where(query: string, extra: CompileExtra<Reader> = {}, initiated = false): string {
  const plan = planList(guarded, parseQuery(query));
  const { text } = compileCount(source, guarded, plan, { initiated }, extra);
  return text.replace(/^.*?( WHERE |$)/, '');
}

describe('visibleSql', () => {
  it('asks each row when the list names no row that decides', () => {
    expect(where('title=a')).toMatch(/^\(each\("t"\)\)/);
    expect(where('author__in=1,2')).toMatch(/^\(each\("t"\)\)/);
    expect(where('author!=1')).toMatch(/^\(each\("t"\)\)/);
    expect(where('author__isnull=false')).toMatch(/^\(each\("t"\)\)/);
  });

  it('asks the row that decides once when the list names it', () => {
    expect(where('author=7')).toBe(`${ASKED_ONCE} AND "t"."author_id" = $3::bigint`);
    expect(where('', { fixed: { author: 7 } })).toBe(ASKED_ONCE);
    expect(where('', { fixed: { place: 'a' } })).toBe('(each("t"))');
  });

  it('leaves a key that the column may not take to the conditions', () => {
    expect(where('author=99999999999')).toBe('(each("t")) AND "t"."author_id" = $1::bigint');
  });

  it('relies on a sub-query of that relation, which asks already', () => {
    expect(where('author__name=x')).toBe(
      '"t"."author_id" IN (SELECT "r1"."id" FROM "query_toys"."author" "r1"' +
        ' WHERE "r1"."name" = $1::text AND ("r1"."unknown" = $2::boolean))',
    );
  });

  it('asks nothing of those who see all', () => {
    expect(where('author=7', {}, true)).toBe('"t"."author_id" = $1::bigint');
  });
});
