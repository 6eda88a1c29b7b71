import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { exportCases } from './cases/export.mjs';
import { connect, ingestCases } from './cases/ingest.mjs';
import { lavaCases } from './cases/lava.mjs';
import { listCases } from './cases/lists.mjs';
import { postCases } from './cases/posts.mjs';
import { fill } from './fill.mjs';
import * as labs from './lab.mjs';
import { readOptions } from './options.mjs';
import { Cleanup, openFolder, startFloor, startServer } from './processes.mjs';
import { tableData, tableText } from './table.mjs';

const say = (line) => process.stderr.write(`${line}\n`);

/** Starts, fills, measures, prints; whatever happens, nothing stays behind. */
async function main(options, cleanup) {
  const begun = performance.now();
  const lab = labs.plan(options);
  const folder = openFolder(options.data, cleanup);
  const server = await startServer({ folder, profile: options.profile }, cleanup);
  const client = await connect(server.databaseUrl);
  cleanup.add(() => client.end());
  say(`${server.origin} is up; filling ${lab.jobs} jobs and ${lab.tests} tests`);
  await fill(client, lab, say);
  say(`filled after ${seconds(begun)} s; measuring`);
  const floor = await startFloor(server.databaseUrl, cleanup);
  const bench = { options, server, floor, client, folder };
  const cases = [listCases, exportCases, lavaCases, postCases, ingestCases].flatMap((of) => of(lab));
  const rows = [];
  for (const { name, run } of cases.filter(({ name }) => name.includes(options.only))) {
    say(`  ${name}`);
    rows.push(await run(bench));
  }
  process.stdout.write(`\n${tableText(rows)}\n\n`);
  say(`done after ${seconds(begun)} s`);
  if (options.json) {
    const { jobs, tests, seconds: round, rounds, connections } = options;
    const about = {
      jobs,
      tests,
      seconds: round,
      rounds,
      connections,
      node: process.version,
      cpus: cpus().length,
    };
    writeFileSync(options.json, `${JSON.stringify(tableData(rows, about), null, 2)}\n`);
  }
}

const seconds = (since) => Math.round((performance.now() - since) / 1000);

const cleanup = new Cleanup();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.on(signal, () => void cleanup.run().then(() => process.exit(code)));

try {
  await main(readOptions(), cleanup);
} catch (error) {
  if (!cleanup.begun) say(error.stack);
  process.exitCode = 1;
}
await cleanup.run();
process.exit();
