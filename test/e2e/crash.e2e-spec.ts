import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findLocalPostgres } from '../../src/database/local-postgres';
import { TEST_RESULTS } from '../../src/vocabulary/test-result';
import { BATCH, Ledger, Pushers } from '../support/pushers';
import { DataFolder, dataFolder, kill, ServerProcess, startServer, until } from '../support/server-process';

const TOKEN = 'k'.repeat(40);
const ROUNDS = [0, 1, 2];

/** Owners of tests whose counters do not say what a count says. */
const miscounted = (table: string, of: string): string => `
  SELECT '${table}' AS "table", o.id FROM ${table} o
    LEFT JOIN (SELECT ${of} AS owner, count(*) AS total,
                      ${TEST_RESULTS.map((word) => `count(*) FILTER (WHERE t.result = '${word}') AS "${word}"`).join(', ')}
                 FROM tests t JOIN jobs j ON j.id = t.job GROUP BY 1) c ON c.owner = o.id
   WHERE ${['total', ...TEST_RESULTS].map((word) => `o.tests_${word} <> coalesce(c."${word}", 0)`).join(' OR ')}`;

describe('a bulk push that is struck by kill -9', () => {
  let folder: DataFolder;
  let server: ServerProcess;
  let url = '';
  let job = 0;
  const ledger = new Ledger();
  const pushers = new Pushers(ledger, () => url, TOKEN);

  async function start(): Promise<void> {
    server = startServer({ ASSAY_DATA_DIR: folder.path, ASSAY_ADMIN_TOKEN: TOKEN });
    url = await server.ready;
  }

  async function query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: (await findLocalPostgres(folder.path)) ?? undefined });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Pushes until a random moment, in which `strike` happens. */
  async function pushUntil(strike: () => void): Promise<void> {
    const before = ledger.answers;
    pushers.start(job);
    await until('the push is under way', () => ledger.answers > before + 5);
    await sleep(100 + Math.random() * 900);
    strike();
  }

  /** Kills the database in one of three ways: its first process, all of them, one that serves a client. */
  function killDatabase(round: number): void {
    const first = folder.postmaster();
    const all = folder.processes();
    const others = all.filter((pid) => pid !== first);
    if (round === 0 || others.length === 0) kill(first ?? 0);
    else if (round === 1) for (const pid of all) kill(pid);
    else kill(others.at(-1) as number);
  }

  /** Nothing is lost, nothing is there by half, and every figure is right. */
  async function checkDatabase(): Promise<void> {
    expect(ledger.strange).toEqual([]);
    expect(readdirSync(join(folder.path, 'spool'))).toEqual([]);
    for (const [to, names] of ledger.acknowledged) {
      const lost = await query(
        `SELECT name FROM unnest($2::text[]) AS wanted (name) WHERE name NOT IN
           (SELECT c.name FROM tests t JOIN test_cases c ON c.id = t.test_case WHERE t.job = $1)`,
        [to, names],
      );
      expect(lost).toEqual([]);
    }
    const torn = await query(
      `SELECT split_part(c.name, '#', 1) AS batch, count(*)::int FROM tests t JOIN test_cases c ON c.id = t.test_case
        WHERE c.name LIKE '%#%' GROUP BY t.job, 1 HAVING count(*) <> $1`,
      [BATCH],
    );
    expect(torn).toEqual([]);
    const receipts = await query<{ id: number; job: number; stored: number; there: number }>(
      `SELECT id::int, job::int, stored::int, (SELECT count(*) FROM tests t WHERE t.job = i.job)::int AS there
         FROM ingests i`,
    );
    expect(receipts.filter(({ stored, there }) => stored !== there)).toEqual([]);
    const known = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    for (const { receipt, tests } of ledger.reports)
      if (receipt)
        expect(known.get(receipt.id)).toMatchObject({ job: receipt.job, stored: tests, there: tests });
    const without = `SELECT id FROM jobs j WHERE name LIKE 'report %' AND NOT EXISTS
                       (SELECT 1 FROM ingests i WHERE i.job = j.id)`;
    expect(await query(without)).toEqual([]);
    for (const [table, of] of [
      ['jobs', 't.job'],
      ['suites', 't.suite'],
      ['builds', 'j.build'],
    ] as const)
      expect(await query(miscounted(table, of))).toEqual([]);
  }

  beforeAll(async () => {
    folder = dataFolder();
    await start();
    const headers = { Authorization: `Token ${TOKEN}`, 'Content-Type': 'application/json' };
    const made = await fetch(`${url}/api/v1/jobs/`, { method: 'POST', headers, body: '{"name":"bulk"}' });
    job = ((await made.json()) as { id: number }).id;
  });

  afterAll(async () => {
    await pushers.stop();
    kill(server.pid);
    await server.ended;
    await folder.remove();
  });

  it.each(ROUNDS)('loses nothing when the server is killed (round %i)', async () => {
    await pushUntil(() => kill(server.pid));
    await Promise.all([pushers.stop(), server.ended]);
    await start();
    await checkDatabase();
  });

  it.each(ROUNDS)('goes on by itself when the database is killed (round %i)', async (round) => {
    const pid = server.pid;
    await pushUntil(() => killDatabase(round));
    await sleep(300);
    const seen = ledger.answers - ledger.refusals;
    await until('pushes are answered again', () => ledger.answers - ledger.refusals > seen + 20);
    await pushers.stop();
    expect(server.child.exitCode).toBeNull();
    expect(server.pid).toBe(pid);
    await checkDatabase();
  });

  it.each(ROUNDS)('loses nothing when both are killed (round %i)', async (round) => {
    await pushUntil(() => {
      const strikes = [() => kill(server.pid), () => folder.processes().forEach(kill)];
      for (const strike of round === 1 ? strikes.reverse() : strikes) strike();
    });
    await Promise.all([pushers.stop(), server.ended]);
    await start();
    await checkDatabase();
  });

  it('stores every report exactly once, however often it is pushed', async () => {
    const promised = ledger.reports.filter(({ receipt }) => receipt);
    expect(promised.length).toBeGreaterThan(ROUNDS.length * 3);
    expect(ledger.acknowledged.get(job)?.length).toBeGreaterThan(ROUNDS.length * 3 * BATCH);
    for (const half of [0, 1]) {
      const left = half === 0 ? [...ledger.reports] : [...ledger.reports].reverse();
      const clients = [1, 2, 3].map(async () => {
        for (let report = left.pop(); report; report = left.pop())
          expect(await pushers.send(report)).toBe(true);
      });
      await Promise.all(clients);
    }
    expect(await query(`SELECT count(*)::int FROM ingests`)).toEqual([{ count: ledger.reports.length }]);
    expect(await query(`SELECT count(*)::int FROM jobs WHERE name LIKE 'report %'`)).toEqual([
      { count: ledger.reports.length },
    ]);
    await checkDatabase();
    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(folder.processes()).toEqual([]);
  });
});
