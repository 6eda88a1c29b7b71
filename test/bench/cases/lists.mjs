import { deepStrictEqual } from 'node:assert/strict';
import { drive, send } from '../load.mjs';
import { deviceType } from '../lab.mjs';
import { alternate, best } from '../rounds.mjs';

/** Reading: half of the floor's requests a second, or better. */
const TARGET = 0.5;
const WARM_UP = 1;

/** What is read: a name and the path of the request number n. */
export function listCases({ largeJob, jobs, isHidden }) {
  const fixed = (path) => () => path;
  const anyJob = (n) => {
    const job = 1 + ((n * 7919) % jobs);
    return isHidden(job) ? job + 1 : job;
  };
  const filter = 'state=Finished&health__in=Incomplete,Canceled&ordering=-submit_time';
  const traversal = `job__actual_device__device_type__name=${deviceType(7)}&result=fail`;
  return [
    ['job list (50)', fixed('/api/v1/jobs/')],
    ['job list, filtered and ordered', fixed(`/api/v1/jobs/?${filter}`)],
    ['tests by job, device, type', fixed(`/api/v1/tests/?${traversal}`)],
    ['tests of the large job, first page', fixed(`/api/v1/jobs/${largeJob}/tests/`)],
    ['tests of the large job, last page', fixed(`/api/v1/jobs/${largeJob}/tests/?page=last`)],
    ['one job', (n) => `/api/v1/jobs/${anyJob(n)}/`],
    ['device list (200)', fixed('/api/v1/devices/?page_size=200')],
  ].map(([name, path]) => ({ name, run: (bench) => measure(bench, name, path) }));
}

async function measure({ options, server, floor }, name, path) {
  await checkEqual(server.origin, floor.origin, path(0));
  const next = (n) => ({ path: path(n) });
  const round = ({ origin, pid }, seconds) =>
    drive({ origin, pid, next, seconds, connections: options.connections });
  await round(server, WARM_UP);
  await round(floor, WARM_UP);
  const [ours, theirs] = await alternate(
    options.rounds,
    () => round(server, options.seconds),
    () => round(floor, options.seconds),
  );
  return {
    name,
    unit: 'req/s',
    ours: best(ours),
    floor: best(theirs),
    target: TARGET,
    rounds: [ours, theirs],
  };
}

/** A fast answer that is a different one would be worth nothing. */
async function checkEqual(server, floor, path) {
  const read = async (origin) =>
    JSON.parse((await send(origin, { path }, { keep: true })).replaceAll(origin, ''));
  deepStrictEqual(
    await read(server),
    await read(floor),
    `The server and the floor answer ${path} differently.`,
  );
}
