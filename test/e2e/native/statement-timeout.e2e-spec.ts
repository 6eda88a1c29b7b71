import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ ASSAY_STATEMENT_TIMEOUT: '300' });
  await app.make('jobs/', {
    name: 'long',
    definition: Array.from({ length: 300 }, (_, at) => 1000 + at).join(' '),
  });
});
afterAll(() => app.close());

describe('a query that would take for ever', () => {
  const bomb = `jobs/?definition__regex=${encodeURIComponent('^(.+)(.+)(.+)\\1\\2\\3$')}`;

  it('is stopped, and the client is told what to do', async () => {
    const answer = await app.ask(bomb, { token: null });
    expect(answer).toMatchObject({
      status: 503,
      body: {
        detail: 'The query took too long and was stopped.',
        hint: expect.stringContaining('Narrow the filters'),
      },
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('does not take the server down, however many there are', async () => {
    const bombs = Array.from({ length: 12 }, () => app.ask(bomb, { token: null }));
    const statuses = (await Promise.all(bombs)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect((await app.ask('jobs/')).body.count).toBe(1);
  });

  it('takes its turn, and no connection from anybody else', async () => {
    const bombs = Promise.all(Array.from({ length: 40 }, () => app.ask(bomb, { token: null })));
    const waits: number[] = [];
    for (let going = true; going;) {
      const begun = performance.now();
      expect((await app.ask('jobs/?name=long')).body.count).toBe(1);
      await app.make('tags/', { name: `made meanwhile ${waits.length}` });
      waits.push(performance.now() - begun);
      going = await Promise.race([bombs.then(() => false), sleep(50, true)]);
    }
    expect(Math.max(...waits)).toBeLessThan(1_500);
    const refused = (await bombs).filter(({ body }) =>
      body.detail.startsWith('Too many regular expressions'),
    );
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
  });

  it('is not what twenty relations deep are', async () => {
    const deep = `jobs/?${'parents__'.repeat(20)}name=x`;
    const answer = await app.ask(deep, { headers: { Prefer: 'handling=strict' } });
    expect([answer.status, answer.body.count]).toEqual([200, 0]);
  });

  it('is refused at once when it goes through more relations than PostgreSQL could plan for', async () => {
    const turns = (path: number): string =>
      Array.from({ length: 8 }, (_, at) => (path & (1 << at) ? 'parents__' : 'cloned_from__')).join('');
    const wide = Array.from({ length: 256 }, (_, path) => `${turns(path)}name!=x`).join('&');
    const answer = await app.ask(`jobs/?${wide}`);
    expect([answer.status, answer.body]).toEqual([
      400,
      { detail: 'A query may go through at most 200 relations.' },
    ]);
  });
});
