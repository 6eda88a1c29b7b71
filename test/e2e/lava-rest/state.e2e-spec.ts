import { Readable } from 'node:stream';
import { dumpDataset } from '../../../src/dataset/dump';
import { ADMIN_TOKEN, startApp, TestApp } from '../../support/app';
import { readCases } from '../../support/lava-cases';
import { LavaState } from '../../support/lava-state';

let app: TestApp;
let state: LavaState;
beforeAll(async () => {
  app = await startApp();
  state = await LavaState.load(app.dataSource, readCases().fixture);
});
afterAll(() => app.close());

const everything = async (): Promise<string> =>
  (await Readable.from(dumpDataset(app.dataSource)).toArray()).join('') +
  JSON.stringify(
    await app.dataSource.query('SELECT id, outcome, restricted, tests_total FROM jobs ORDER BY id'),
  );

it('begins with the fixture alone', async () => {
  expect(await app.dataSource.query('SELECT count(*)::integer AS users FROM users')).toEqual([{ users: 9 }]);
  expect((await app.ask('users/', { token: ADMIN_TOKEN })).status).toBe(401);
  expect(state.ids.job?.smoke).toBe(1);
});

it('comes back after writes: rows, links, numbers, counters', async () => {
  const before = await everything();
  const root = { token: 'tok-root-0001' };
  expect((await app.ask('devices/qemu01/', { method: 'DELETE', ...root })).status).toBe(204);
  expect((await app.ask('jobs/1/', { method: 'DELETE', ...root })).status).toBe(204);
  await app.make('tags/', { name: 'new' }, root.token);
  expect(await state.restore()).toBe(true);
  expect(await everything()).toBe(before);
  expect((await app.make('tags/', { name: 'new' }, root.token)).id).toBe(4);
  expect(await state.restore()).toBe(true);
});
