import { createHash } from 'node:crypto';
import { send } from '../load.mjs';
import { watched } from '../memory.mjs';
import { alternate, best } from '../rounds.mjs';

const MOST_SECONDS = 2;
const MOST_MEMORY = 64;

/** The large job as a JUnit report. */
export function exportCases(lab) {
  const name = `JUnit export of ${lab.large.toLocaleString('en')} tests`;
  return [{ name, run: (bench) => measure(bench, lab, name) }];
}

async function measure({ options, server, floor }, lab, name) {
  const path = `/api/v1/jobs/${lab.largeJob}/junit/`;
  const growths = [];
  const fetchFrom = async ({ origin, pid }) => {
    const hash = createHash('sha256');
    const start = performance.now();
    const { growth } = await watched(pid, () =>
      send(origin, { path }, { onData: (chunk) => hash.update(chunk) }),
    );
    const milliseconds = performance.now() - start;
    const rate = (lab.large / milliseconds) * 1000;
    return { rate, median: milliseconds, p99: null, requests: 1, growth, hash: hash.digest('hex') };
  };
  const [ours, theirs] = await alternate(
    options.rounds,
    async () => {
      const result = await fetchFrom(server);
      growths.push(result.growth);
      return result;
    },
    () => fetchFrom(floor),
  );
  if (ours[0].hash !== theirs[0].hash) throw new Error('The server and the floor export different reports.');
  return {
    name,
    unit: 'rows/s',
    ours: best(ours),
    floor: best(theirs),
    target: null,
    limits: { seconds: MOST_SECONDS, memory: MOST_MEMORY },
    memory: Math.max(...growths),
    rounds: [ours, theirs],
  };
}
