import { readdirSync } from 'node:fs';
import { request as send, ClientRequest, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { EXPORTS } from '../../src/exports/export.controller';
import { ADMIN_TOKEN, startApp, TestApp } from '../support/app';
import { until } from '../support/server-process';

const TESTS = 40_000;
const LINE = JSON.stringify({ suite: 's', name: 'cut off', result: 'pass' });

describe('a client that goes away', () => {
  let app: TestApp;
  let job: number;

  beforeAll(async () => {
    app = await startApp({ ASSAY_POOL_SIZE: '5' });
    const cases = Array.from({ length: TESTS }, (_, at) => `<testcase name="test ${at}" time="0.5"/>`);
    const body = `<testsuite name="big">${cases.join('')}</testsuite>`;
    job = (await app.ask('ingest/?name=big', { body, headers: { 'Content-Type': 'application/xml' } })).body
      .job;
  });

  afterAll(() => app.close());

  const sessions = `SELECT state, query FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'
                       AND pid <> pg_backend_pid() AND application_name = 'assay'`;

  /** All connections are back, nothing is open in the database, nothing lies in the spool. */
  async function expectAllClear(): Promise<void> {
    const pool = (app.dataSource.driver as PostgresDriver).master as Pool;
    await until('the connections are back', () => pool.idleCount === pool.totalCount, 5_000);
    expect(pool.waitingCount).toBe(0);
    expect(await app.dataSource.query(sessions)).toEqual([]);
    const spool = join(app.dataDir, 'spool');
    await until('the spool is empty', () => readdirSync(spool).length === 0, 5_000);
    expect((await app.ask(`jobs/${job}/`)).body.tests_total).toBe(TESTS);
  }

  /** Sends the head of a request; the body is the caller's. */
  function begin(method: string, path: string, headers: Record<string, string> = {}): ClientRequest {
    const request = send(`${app.url}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Token ${ADMIN_TOKEN}`, ...headers },
      agent: false,
    });
    request.on('error', () => undefined);
    return request;
  }

  const answerTo = (request: ClientRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => request.on('response', resolve).on('error', reject).end());

  /** Reads a part of an export, and goes. */
  async function abortExport(format: string): Promise<void> {
    const request = begin('GET', `jobs/${job}/${format}/`);
    const answer = await answerTo(request);
    expect(answer.statusCode).toBe(200);
    await new Promise((got) => answer.once('data', got));
    answer.on('error', () => undefined);
    request.destroy();
  }

  it('leaves nothing of thirty exports that it did not read to the end', async () => {
    const formats = Object.keys(EXPORTS);
    for (let time = 0; time < 30; time += 1) await abortExport(formats[time % formats.length] as string);
    await expectAllClear();
  });

  it('leaves nothing of exports that it never began to read', async () => {
    for (let time = 0; time < 30; time += 1) {
      const request = begin('GET', `jobs/${job}/csv/`);
      request.end();
      await sleep(time);
      request.destroy();
    }
    for (let time = 0; time < 10; time += 1) await answerTo(begin('HEAD', `jobs/${job}/junit/`));
    await expectAllClear();
  });

  it('stops nobody else by reading slowly', async () => {
    const slow = await Promise.all([1, 2].map(() => answerTo(begin('GET', `jobs/${job}/junit/`))));
    const waiting = begin('GET', `jobs/${job}/junit/`);
    const third = answerTo(waiting);
    for (let time = 0; time < 10; time += 1) expect((await app.ask('jobs/')).status).toBe(200);
    for (const answer of slow) answer.on('error', () => undefined).destroy();
    expect((await third).statusCode).toBe(200);
    waiting.destroy();
    await expectAllClear();
  });

  it('learns by a broken connection that its export is not whole', async () => {
    for (let time = 0; time < 6; time += 1) {
      const answer = await answerTo(begin('GET', `jobs/${job}/csv/`));
      await new Promise((got) => answer.once('data', got));
      answer.pause();
      const ended = await app.dataSource.query(
        `SELECT pg_terminate_backend(pid) AS ended FROM (${sessions.replace('state,', 'pid,')}) s`,
      );
      expect(ended).toEqual([{ ended: true }]);
      const broken = new Promise((gone) => answer.once('error', gone));
      answer.resume();
      expect(await broken).toMatchObject({ code: 'ECONNRESET' });
    }
    await expectAllClear();
  });

  it.each([
    ['a raw report', 'ingest/?name=cut', 'application/xml', '<testsuite name="x"><testcase name="a"/>'],
    [
      'a form',
      'ingest/',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="r.xml"\r\n\r\n<testsuite name="x">',
    ],
    ['an attachment', 'attachments/?job=JOB&name=log', 'text/plain', 'x'.repeat(100_000)],
    ['an array of tests', 'jobs/JOB/tests/', 'application/json', `[${LINE},`],
    ['NDJSON', 'jobs/JOB/tests/', 'application/x-ndjson', `${LINE}\n`.repeat(5_000)],
  ])('leaves nothing of %s that it did not finish', async (_what, path, type, part) => {
    for (let time = 0; time < 12; time += 1) {
      const chunked = time % 2 === 0;
      const request = begin('POST', path.replace('JOB', String(job)), {
        'Content-Type': type,
        ...(chunked ? {} : { 'Content-Length': String(part.length + 1_000) }),
      });
      request.write(part);
      await sleep(20 + 3 * time);
      request.destroy();
    }
    await expectAllClear();
    expect((await app.ask('jobs/?name=cut')).body.count).toBe(0);
    expect((await app.ask(`attachments/?job=${job}`)).body.count).toBe(0);
  });
});
