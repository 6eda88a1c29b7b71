import { RESOURCES } from '../../../src/resources';
import { nestingPath, nestingsOf, parentsOf } from '../../../src/http/nesting';
import { startApp, TestApp } from '../../support/app';
import { Body, seedEach } from './sample-rows';

let app: TestApp;
let keys: Body;
beforeAll(async () => {
  app = await startApp();
  keys = await seedEach(app);
  await seedEach(app);
});
afterAll(() => app.close());

const NESTINGS = RESOURCES.flatMap(nestingsOf).map((nesting) => [nestingPath(nesting), nesting] as const);

/** The path of a nested list below the seeded rows. */
const below = (path: string, parents: readonly { name: string }[], of: Body): string =>
  parents.reduce(
    (text, parent, at) => text.replace(`:k${at}`, encodeURIComponent(String(of[parent.name]))),
    path,
  );

test.each(NESTINGS)(
  '%s lists what the filter by the parent lists, and takes the same parameters',
  async (path, nesting) => {
    const listed = nesting.steps.at(-1)?.list();
    const by = nesting.steps.at(-1)?.by ?? '';
    if (!listed) throw new Error('lists nothing');
    const parents = parentsOf(nesting);
    const parent = parents.at(-1)?.name ?? '';
    const nested = await app.ask(`${below(path, parents, keys)}/`);
    expect(nested.status).toBe(200);
    const filtered = await app.ask(`${listed.name}/?${by}=${encodeURIComponent(String(keys[parent]))}`);
    expect(nested.body.results).toEqual(filtered.body.results);
    for (const query of [
      `ordering=-${listed.ordering[0]}&page_size=1`,
      'limit=1&offset=0',
      'count=none',
      'page=last',
    ])
      expect([query, (await app.ask(`${below(path, parents, keys)}/?${query}`)).status]).toEqual([
        query,
        200,
      ]);
    const [first] = nested.body.results;
    if (first) {
      const one = await app.ask(
        `${below(path, parents, keys)}/${encodeURIComponent(String(first[listed.key]))}/`,
      );
      expect([one.status, one.body]).toEqual([200, expect.objectContaining(first)]);
    }
  },
);

test.each(NESTINGS)(
  '%s is empty below a parent that is not there, and 404 below what cannot be one',
  async (path, nesting) => {
    const parents = parentsOf(nesting);
    const nobody = Object.fromEntries(RESOURCES.map(({ name }) => [name, 1_999_999_999]));
    const empty = await app.ask(`${below(path, parents, nobody)}/`);
    expect([empty.status, empty.body]).toEqual([200, { count: 0, next: null, previous: null, results: [] }]);
    if (parents.every((parent) => parent.fields[parent.key]?.type === 'int')) {
      const nonsense = Object.fromEntries(RESOURCES.map(({ name }) => [name, 'abc']));
      expect((await app.ask(`${below(path, parents, nonsense)}/`)).status).toBe(404);
    }
  },
);

test.each(NESTINGS)(
  '%s makes rows of its parent, whatever the body says, or says 405',
  async (path, nesting) => {
    const listed = nesting.steps.at(-1)?.list();
    const by = nesting.steps.at(-1)?.by ?? '';
    const answer = await app.ask(`${below(path, parentsOf(nesting), keys)}/`, {
      json: {
        [by]: 987654,
        name: 'x',
        suite: 'x',
        activity: 'x',
        key: 'x',
        hostname: `h${path.length}`,
        group: keys.groups,
      },
    });
    const field = listed?.fields[by];
    const written = listed?.access !== 'nobody' && !(field?.type === 'relation' && field.many);
    if (!written) expect(answer.status).toBe(405);
    else if (listed?.uploaded) expect(answer.status).toBe(400);
    else if (answer.status === 201)
      expect(answer.body[by]).toEqual(keys[parentsOf(nesting).at(-1)?.name ?? '']);
    else expect([answer.status, by in answer.body]).toEqual([400, false]);
  },
);
