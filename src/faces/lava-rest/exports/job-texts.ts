import { JobReading } from '../../../exports/job.reading';
import { logLineText } from '../../../formats/lava-log';
import { junitChildOf, timedSuites } from './junit-suites';
import { writeLavaJunit } from './junit-writer';
import { LogExcerpts } from './log-excerpts';

/** The excerpts of a job's log, for reports that show them. */
export const logExcerpts = (reading: JobReading): LogExcerpts =>
  async function* (ranges) {
    for await (const lines of reading.ranges(ranges))
      yield lines.map((line) => ({ range: line.range, text: `${logLineText(line)}\n` }));
  };

/** A job as JUnit; its times are summed before, because the report begins with them. */
export async function junitOfJob(
  reading: JobReading,
  classnamePrefix: string | undefined,
): Promise<AsyncGenerator<string>> {
  const counts = (await reading.suites()).map(({ name, counts }) => {
    const of = (child: 'failure' | 'skipped'): number =>
      [...counts].reduce(
        (sum, [result, count]) => sum + (junitChildOf(result === '' ? null : result) === child ? count : 0),
        0,
      );
    const tests = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { name, tests, failures: of('failure'), skipped: of('skipped') };
  });
  const suites = await timedSuites(counts, reading.timed());
  const head = { end_time: await reading.end(), suites, classnamePrefix };
  return writeLavaJunit(head, reading.testsBySuite(), logExcerpts(reading));
}
