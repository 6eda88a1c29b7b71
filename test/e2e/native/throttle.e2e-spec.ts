import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    ASSAY_THROTTLE_LOGIN: '3/min',
    ASSAY_THROTTLE_ANONYMOUS: '5/hour',
    ASSAY_THROTTLE_USER: '20/day',
  });
});
afterAll(() => app.close());

const times = async (count: number, work: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let done = 0; done < count; done += 1) statuses.push((await work()).status);
  return statuses;
};

it('throttles the exchange of passwords, right or wrong, and says when to come back', async () => {
  const login = (password: string) =>
    app.ask('token/', { json: { username: 'admin', password }, token: null });
  expect(await times(3, () => login('wrong'))).toEqual([400, 400, 400]);
  const answer = await login('admin-secret');
  expect(answer.status).toBe(429);
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(answer.body).toEqual({ detail: `Request was throttled. Expected available in ${wait} seconds.` });
});

it('throttles anonymous callers by their address, and users each for themselves', async () => {
  expect(await times(6, () => app.ask('tags/', { token: null }))).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await app.ask('tags/')).status).toBe(200);
  expect((await times(20, () => app.ask('tags/'))).at(-1)).toBe(429);
  expect((await app.ask('tags/', { method: 'PUT' })).status).toBe(429);
});

it('never throttles probes', async () => {
  expect(new Set(await times(10, () => app.ask('/healthz', { token: null })))).toEqual(new Set([200]));
});
