import { TestApp } from '../../support/app';
import { keyOf, names, readVectors, Replayer, Vector } from '../../support/vectors';

/** Failures of a kind that are told in full. */
const SHOWN = 5;

/**
 * With an empty value, or one that is no value, Django drops a condition on a field of a related row, but not the join
 * that it had made for it: rows without a related row are lost. Decision 2 of the product is that such a parameter is
 * ignored altogether. Each of these requests has one parameter only.
 */
const DECIDED_OTHERWISE = new Set(
  `s04458 s04507 s04524 s04561 s04565 s04605 s04647 s04705 s04828 s04887 s04899 s04905 s05018 s05126 s05135
   s05136 s05145 s05167 s05211 s05222 s05327 s05333 s05337 s05418 s05474 s05512 s05518 s05537 s05585`.split(
    /\s+/,
  ),
);

/** `limit` and `offset` mean nothing to `/v03`; ours pages by them when they are sent, as `/v02` does. */
const PAGED_BY_LIMIT = new Set(['s07219', 's07220', 's07221']);

/** Where `/v02` has `limit` and `offset` by default, with neither of them sent, ours has page numbers as `/v03` does. */
const pagedByNumber = ({ path, query }: Vector): boolean =>
  path.startsWith('/v02/') && !names(query, 'limit', 'offset');

const accidental = ({ flags }: Vector): boolean => flags.includes('quirk');

function isCompared(vector: Vector): boolean {
  const { id } = vector;
  return (
    !accidental(vector) && !pagedByNumber(vector) && !DECIDED_OTHERWISE.has(id) && !PAGED_BY_LIMIT.has(id)
  );
}

/** Declares the tests that replay all recorded requests; the server has the data set that they were recorded over. */
export function answersLikeDjango(app: () => TestApp): void {
  const vectors = readVectors();
  const compared = vectors.filter(isCompared);
  let replayer: Replayer;
  beforeAll(() => (replayer = new Replayer(app().url)));
  afterAll(() => replayer.close());

  it('compares all that were recorded but those that are named', () => {
    expect(vectors).toHaveLength(3536);
    expect(compared).toHaveLength(3536 - 54 - 10 - 29 - 3);
    expect(vectors.filter(accidental)).toHaveLength(54);
    expect(vectors.filter(pagedByNumber)).toHaveLength(10);
  });

  describe('the recorded answers', () => {
    it.each([...new Set(compared.map(({ kind }) => kind))])('%s', async (kind) => {
      const of = compared.filter((vector) => vector.kind === kind);
      const failures = await replayer.failures(of);
      if (failures.length > 0)
        throw new Error(`${failures.length} of ${of.length} fail:\n${failures.slice(0, SHOWN).join('\n')}`);
    });
  });

  describe('what differs by decision', () => {
    it('ignores an empty or senseless condition on a related row', async () => {
      const chosen = vectors.filter(({ id }) => DECIDED_OTHERWISE.has(id));
      expect(chosen).toHaveLength(DECIDED_OTHERWISE.size);
      const seen = await replayer.each(chosen, async (vector, given) => {
        const without = await replayer.ask(vector, '');
        const { count, results } = given.body ?? {};
        return [
          { id: vector.id, alone: !vector.query.includes('&'), status: given.status, count, results },
          {
            id: vector.id,
            alone: true,
            status: 200,
            count: without.body?.count,
            results: without.body?.results,
          },
        ];
      });
      expect(seen.map(([ours]) => ours)).toEqual(seen.map(([, unfiltered]) => unfiltered));
    });

    it('pages by limit and offset when they are sent', async () => {
      const chosen = vectors.filter(({ id }) => PAGED_BY_LIMIT.has(id));
      expect(chosen).toHaveLength(PAGED_BY_LIMIT.size);
      const seen = await replayer.each(chosen, (vector, { status, body }) => {
        const sent = new URLSearchParams(vector.query);
        const [limit, offset] = [Number(sent.get('limit') ?? 50), Number(sent.get('offset') ?? 0)];
        // These are all tests, whose numbers run from 1.
        const wanted = Array.from({ length: limit }, (_, at) => offset + at + 1);
        const keys = body?.results?.map((row) => keyOf(vector, row));
        return [
          { status, count: body?.count, keys },
          { status: 200, count: vector.expect.count, keys: wanted },
        ];
      });
      expect(seen.map(([ours]) => ours)).toEqual(seen.map(([, wanted]) => wanted));
    });

    it('pages by number where neither limit nor offset is sent', async () => {
      const chosen = vectors.filter(pagedByNumber);
      const seen = await replayer.each(chosen, async (vector, given) => {
        const sent = new URLSearchParams(vector.query);
        const [size, page] = [Number(sent.get('page_size') ?? 50), Number(sent.get('page') ?? 1)];
        const first = vector.expect.keys?.slice(0, size);
        const beyond = (page - 1) * size >= (vector.expect.count ?? 0);
        const keys = given.body?.results?.map((row) => keyOf(vector, row));
        // What stands on a later page was not recorded.
        const wanted = beyond ? undefined : page === 1 ? first : keys;
        return [
          { id: vector.id, status: given.status, count: given.body?.count, keys },
          {
            id: vector.id,
            status: beyond ? 404 : 200,
            count: beyond ? undefined : vector.expect.count,
            keys: wanted,
          },
        ];
      });
      expect(seen.map(([ours]) => ours)).toEqual(seen.map(([, wanted]) => wanted));
    });

    it('has an answer of its own where that of Django is an accident', async () => {
      const statuses = await replayer.each(vectors.filter(accidental), (_, { status }) => status);
      expect([200, 400, 404]).toEqual(expect.arrayContaining([...new Set(statuses)]));
    });
  });
}
