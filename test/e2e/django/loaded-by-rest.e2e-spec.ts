import { EventEmitter, once } from 'node:events';
import { startApp, TestApp } from '../../support/app';
import { OracleData, oracleData } from './oracle-data';
import { answersLikeDjango } from './vector-tests';

const PATIENCE = 480_000;
/** Requests at a time where a row is known by its name, so that the order does not matter. */
const AT_ONCE = 4;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await load(oracleData());
}, PATIENCE);
afterAll(() => app.close());

answersLikeDjango(() => app);

/** Makes all rows through the API, one a request. The recorded requests name rows by number: those come in their order. */
async function load(data: OracleData): Promise<void> {
  const [admin, ...users] = data.users;
  // The server has its administrator already.
  const changed = await app.ask('users/1/', { method: 'PATCH', json: { email: admin?.email } });
  expect([changed.status, changed.body.username]).toEqual([200, admin?.username]);
  for (const { username, email, is_superuser, password } of users)
    await app.make('users/', { username, email, is_superuser, password });

  await byName('cores', data.cores);
  await byName('bitwidths', data.bitwidths);
  await inOrder('tags', data.tags);
  const tagIds = new Map(data.tags.map(({ id, name }) => [name, id]));
  const numbered = <T extends { tags: string[] }>(row: T): object => ({
    ...row,
    tags: row.tags.map((name) => tagIds.get(name)),
  });
  await byName('devicetypes', data.devicetypes);
  await byName('workers', data.workers);
  await byName('devices', data.devices.map(numbered));
  await inOrder('jobs', data.jobs, numbered);
  await inOrder('suites', data.suites);
  // Half of the time is waiting for the database: activities come beside the tests, each when its test is there.
  let tests = 0;
  const news = new EventEmitter();
  await Promise.all([
    inOrder(
      'tests',
      data.tests,
      (row) => row,
      ({ id }) => {
        tests = id;
        news.emit('test');
      },
    ),
    inOrder('activities', data.activities, async (row) => {
      while (tests < (row.test ?? 0)) await once(news, 'test');
      return row;
    }),
  ]);
}

async function byName(collection: string, rows: readonly object[]): Promise<void> {
  const waiting = rows.values();
  const work = async (): Promise<void> => {
    for (const row of waiting) await app.make(`${collection}/`, row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The server numbers rows 1, 2, 3, … as they come, as the file does. */
async function inOrder<T extends { id: number }>(
  collection: string,
  rows: readonly T[],
  body: (row: T) => object | Promise<object> = (row) => row,
  then: (row: T) => void = () => undefined,
): Promise<void> {
  for (const row of rows) {
    const made = await app.make(`${collection}/`, { ...(await body(row)), id: undefined });
    if (made.id !== row.id) throw new Error(`${collection}: ${row.id} became ${made.id}`);
    then(row);
  }
}
