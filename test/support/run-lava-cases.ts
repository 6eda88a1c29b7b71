/**
 * Runs the cases of LAVA REST against a server on a database of its own and says what is wrong:
 * `node -r ./test/support/register-swc.js test/support/run-lava-cases.ts [--area jobs-filter] [--id jobs-superuser] [--quiet]`
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startApp } from './app';
import { databaseUrl } from './environment';
import startServer, { TEMPLATE } from './global-setup';
import stopServer from './global-teardown';
import { CaseRunner, LavaCase, readCases } from './lava-cases';
import { LavaState } from './lava-state';

const { values: options } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    id: { type: 'string', multiple: true },
    /** Failures by their names only. */
    quiet: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const isWanted = ({ id, area }: LavaCase): boolean =>
  (options.area ?? [area]).includes(area) && (options.id ?? [id]).includes(id);

const flagsOf = ({ optional, deviation, confidence }: LavaCase): string =>
  [optional && 'optional', deviation && 'deviation', confidence && `confidence ${confidence}`]
    .filter(Boolean)
    .join(', ');

async function main(): Promise<void> {
  await startServer();
  const name = `lava_${randomBytes(4).toString('hex')}`;
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  await client.end();
  process.env.ASSAY_TEST_DATABASE_URL = databaseUrl(name);
  const app = await startApp();
  try {
    await runAll(app.url, app.dataSource);
  } finally {
    await app.close();
  }
}

async function runAll(url: string, dataSource: Parameters<typeof LavaState.load>[0]): Promise<void> {
  const { fixture, cases } = readCases();
  let start = performance.now();
  const state = await LavaState.load(dataSource, fixture);
  print(`The fixture was loaded in ${seconds(start)}.`);
  const runner = new CaseRunner(url, fixture, state.ids);
  const areas = new Map<string, { passed: number; all: number }>();
  let restored = 0;
  let restoring = 0;
  start = performance.now();
  for (const one of cases.filter(isWanted)) {
    const wrong = await runner.run(one);
    const before = performance.now();
    if (await state.restore()) {
      restored += 1;
      restoring += performance.now() - before;
    }
    const area = areas.get(one.area) ?? { passed: 0, all: 0 };
    areas.set(one.area, area);
    area.all += 1;
    if (wrong.length === 0) area.passed += 1;
    else tell(one, wrong);
  }
  runner.close();
  print('');
  for (const [area, { passed, all }] of areas) print(`${`${passed}/${all}`.padStart(8)}  ${area}`);
  const sum = [...areas.values()].reduce((a, b) => ({ passed: a.passed + b.passed, all: a.all + b.all }), {
    passed: 0,
    all: 0,
  });
  print(`${`${sum.passed}/${sum.all}`.padStart(8)}  in ${seconds(start)}`);
  const each = (restoring / Math.max(1, restored)).toFixed(0);
  print(`The state was restored ${restored} times, ${each} ms each.`);
  process.exitCode = sum.passed === sum.all ? 0 : 1;
}

function tell(one: LavaCase, wrong: string[]): void {
  const flags = flagsOf(one);
  print(`\n${one.id} [${one.area}]${flags === '' ? '' : ` (${flags})`}`);
  if (options.quiet) return;
  const query = one.query === undefined ? '' : ` ${JSON.stringify(one.query)}`;
  const body = one.body === undefined ? '' : ` ${JSON.stringify(one.body)}`;
  print(`  ${one.title}`);
  print(`  ${one.as ?? 'nobody'}: ${one.method} ${one.path}${query}${body}`);
  for (const line of wrong) print(`  - ${line}`);
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 2;
  })
  .finally(() => stopServer());
