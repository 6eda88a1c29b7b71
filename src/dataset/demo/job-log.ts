import { DraftLogLine } from '../draft';
import { Board } from './boards';
import { RanJob } from './one-job';

/**
 * The log of a job: power-on, boot, one pair of lines a test, and what went wrong. Says in each test which lines of the
 * log are its own, counted from 1.
 */
export function writeLog(
  job: number,
  ran: RanJob,
  start: number,
  board: Board,
  build: string,
): DraftLogLine[] {
  const lines: DraftLogLine[] = [];
  const say = (time: number, level: string, message: string): number =>
    lines.push({ job, time: new Date(time).toISOString(), level, message });
  const boot = board.boot * 1000;
  say(start, 'info', `Job ${ran.state === 'Running' ? 'runs' : 'ran'} on a device of type ${board.type}`);
  say(start + 2_000, 'debug', 'power: off, on');
  say(start + 9_000, 'target', `Model: ${board.description}`);
  say(start + 31_000, 'target', '## Flattened Device Tree blob at 48000000, booting using the fdt blob');
  say(start + 40_000, 'target', `[    0.000000] Linux version ${build} (build@lab) (gcc 14.2.0) SMP PREEMPT`);
  say(start + 40_300, 'target', `[    0.000000] Machine model: ${board.description}`);
  say(start + 40_000 + boot * 0.4, 'target', '[    4.118250] EXT4-fs (mmcblk0p2): mounted filesystem r/w');
  say(start + 40_000 + boot, 'target', `${board.stem} login: root`);
  for (const suite of ran.suites) {
    for (const test of suite.tests) {
      const end = Date.parse(test.logged);
      test.start_log_line = say(
        end - Number(test.duration ?? 1) * 1000,
        'info',
        `start: ${suite.name}/${test.name}`,
      );
      if (test.message !== null) for (const line of test.message.split('\n')) say(end - 50, 'target', line);
      if (test.state === 'finished')
        test.end_log_line = say(
          end,
          'results',
          `end: ${suite.name}/${test.name}: ${test.result ?? 'unknown'}`,
        );
    }
  }
  if (ran.reason !== null) say(ran.end - 1_000, 'error', ran.reason);
  if (ran.state === 'Finished') say(ran.end, 'info', `Job finished: ${ran.health}`);
  return lines;
}
