import { DraftJob, DraftTest } from '../draft';
import { Board } from './boards';
import { Chance } from './chance';
import { measure, Run, verdict } from './stories';
import { PLANS, SuitePlan } from './test-names';

/** A job that ran, or runs: its verdict and what its suites stored. Times in milliseconds. */
export interface RanJob {
  end: number;
  state: DraftJob['state'];
  health: DraftJob['health'];
  reason: string | null;
  suites: { name: string; tests: Omit<DraftTest, 'suite'>[] }[];
}

const BREAKDOWNS = [
  'bootloader-interrupt timed out after 120 seconds',
  'login-action timed out after 300 seconds',
  'Connection to the serial console closed unexpectedly',
  'http-download: 502 Bad Gateway from the image server',
  'power-on: the PDU did not answer',
  'lava-test-shell: no output for 20 minutes',
];

/** What can stop a job before its end, and after which part of it. */
function breakdown(run: Run, worker: string, chance: Chance): string | null {
  if (worker.startsWith('rack-b') && run.age === 17 && chance.happens(0.8))
    return 'The worker rack-b lost its network.';
  if (run.device === 'imx8mp-04' && run.age <= 7)
    return chance.happens(0.8) ? (BREAKDOWNS[2] as string) : null;
  return chance.happens(0.028) ? chance.pick(BREAKDOWNS) : null;
}

/**
 * Runs one plan on one device.
 * @param now what would end later is still running
 */
export function runJob(
  plan: string,
  run: Run,
  worker: string,
  start: number,
  now: number,
  chance: Chance,
): RanJob {
  const reason = breakdown(run, worker, chance);
  const canceled = reason === null && chance.happens(0.006);
  const cut = reason !== null || canceled ? chance.next() * 0.9 : 1;
  const planned = PLANS[plan] as readonly SuitePlan[];
  const most = Math.floor(cut * planned.reduce((count, { tests }) => count + tests.length, 0));
  // Deploying and booting; a job that breaks early has only that.
  let clock = start + (70 + run.board.boot * 2.5 * chance.noise(0.1) + 40 * chance.next()) * 1000;
  const ran: RanJob = { end: clock, state: 'Finished', health: 'Complete', reason, suites: [] };
  let count = 0;
  for (const { suite, tests, seconds, measures } of planned) {
    const results: Omit<DraftTest, 'suite'>[] = [];
    for (const test of tests) {
      count += 1;
      if (count > most || clock > now) break;
      const unit = measures?.[test];
      const result =
        unit === undefined ? judged(suite, test, run, chance) : measured(suite, test, unit, run, chance);
      const took = seconds * run.board.slowness * chance.noise(0.25) * (result.result === 'timeout' ? 20 : 1);
      clock += (result.result === 'skip' ? 0.2 : took) * 1000;
      results.push(
        clock > now
          ? { ...result, ...UNFINISHED, logged: iso(now) }
          : { ...result, duration: (result.result === 'skip' ? 0.2 : took).toFixed(3), logged: iso(clock) },
      );
    }
    if (results.length > 0) ran.suites.push({ name: suite, tests: results });
  }
  if (reason !== null) clock += 120_000;
  ran.end = clock + 15_000;
  if (ran.end > now) return { ...ran, state: 'Running', health: 'Unknown', reason: null };
  if (reason !== null) ran.health = 'Incomplete';
  if (canceled) Object.assign(ran, { health: 'Canceled', reason: 'Canceled by maya.' });
  return ran;
}

const iso = (time: number): string => new Date(time).toISOString();

const UNFINISHED = {
  state: 'running',
  result: null,
  message: null,
  measurement: null,
  duration: null,
} as const;

const blank = (name: string) => ({
  name,
  state: 'finished' as const,
  source_status: null,
  measurement: null as string | null,
  units: '',
  duration: null as string | null,
  logged: '',
  metadata: null as string | null,
  start_log_line: null,
  end_log_line: null,
});

const judged = (suite: string, test: string, run: Run, chance: Chance) => ({
  ...blank(test),
  ...verdict(suite, test, run, chance),
});

function measured(suite: string, test: string, unit: string, run: Run, chance: Chance) {
  const { value, result, message } = measure(test, run, chance);
  const measurement = value.toFixed(value < 10 ? 3 : 1);
  const metadata = suite === 'network-perf' ? '{"tool": "iperf3", "streams": 4}' : null;
  return { ...blank(test), result, message, measurement, units: unit, metadata };
}

/** The job's definition, as a harness would have sent it. */
export function definition(plan: string, board: Board, build: string): string {
  return [
    `job_name: ${plan} ${build}`,
    `device_type: ${board.type}`,
    'timeouts:',
    '  job: {minutes: 90}',
    'actions:',
    '- deploy:',
    '    to: tftp',
    `    kernel: {url: "https://images.lab.example/${build}/${board.architecture}/Image"}`,
    `    dtb: {url: "https://images.lab.example/${build}/${board.architecture}/${board.stem}.dtb"}`,
    `    nfsrootfs: {url: "https://images.lab.example/rootfs/${board.architecture}/full.rootfs.tar.xz", compression: xz}`,
    '- boot: {method: u-boot, commands: nfs, prompts: ["root@.*#"]}',
    `- test: {definitions: [{from: git, path: automated/linux/${plan}/${plan}.yaml, name: ${plan}}]}`,
    '',
  ].join('\n');
}
