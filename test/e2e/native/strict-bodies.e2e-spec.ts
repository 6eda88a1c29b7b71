import { startApp, TestApp } from '../../support/app';

let app: TestApp;
let job: number;
beforeAll(async () => {
  app = await startApp();
  job = (await app.make('jobs/', { name: 'job' })).id;
});
afterAll(() => app.close());

const headers = { Prefer: 'handling=strict' };
const meant = { reslut: ['Unknown field. Did you mean "result"?'] };

describe('a misspelt field', () => {
  it('is ignored, as Django does', async () => {
    const answer = await app.ask(`jobs/${job}/tests/`, { json: { suite: 's', name: 'a', reslut: 'fail' } });
    expect(answer).toMatchObject({ status: 201, body: { result: null } });
  });

  it('is refused when the client prefers strictness', async () => {
    const json = { suite: 's', name: 'b', reslut: 'fail' };
    expect(await app.ask(`jobs/${job}/tests/`, { json, headers })).toMatchObject({
      status: 400,
      body: meant,
    });
    expect(await app.ask('tests/', { json: { ...json, job }, headers })).toMatchObject({
      status: 400,
      body: meant,
    });
    expect(await app.ask(`jobs/${job}/`, { method: 'PATCH', json: { nmae: 'x' }, headers })).toMatchObject({
      status: 400,
      body: { nmae: ['Unknown field. Did you mean "name"?'] },
    });
  });

  it('is refused at its place in an array, and at its line in a stream', async () => {
    const good = { suite: 's', name: 'c', result: 'pass' };
    const bad = { suite: 's', name: 'd', reslut: 'pass' };
    expect(await app.ask(`jobs/${job}/tests/`, { json: [good, bad], headers })).toMatchObject({
      status: 400,
      body: [{}, meant],
    });
    const body = [good, bad].map((row) => JSON.stringify(row)).join('\n');
    const stream = { body, headers: { ...headers, 'Content-Type': 'application/x-ndjson' } };
    expect(await app.ask(`jobs/${job}/tests/`, stream)).toMatchObject({
      status: 400,
      body: { line: ['2'], ...meant },
    });
    expect((await app.ask(`tests/?job=${job}&name__in=c,d`)).body.count).toBe(0);
  });

  it('does not stand in the way of a row that is sent back as it was read', async () => {
    const row = (await app.ask(`jobs/${job}/`)).body;
    expect((await app.ask(`jobs/${job}/`, { method: 'PUT', json: row, headers })).status).toBe(200);
  });
});
