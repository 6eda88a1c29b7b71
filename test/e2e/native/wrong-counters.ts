import { TestApp } from '../../support/app';
import { TEST_RESULTS } from '../../../src/vocabulary/test-result';

/** Every job, suite and build whose counters differ from what can be counted: one attempt of each test. */
export async function wrongCounters(app: TestApp): Promise<unknown[]> {
  const counted = (column: string): string =>
    ['total', ...TEST_RESULTS]
      .map(
        (word) =>
          `r.tests_${word} <> (SELECT count(*) FROM tests t WHERE t.decides AND ${column}${word === 'total' ? '' : ` AND t.result = '${word}'`})`,
      )
      .join(' OR ');
  const inBuild = 't.job IN (SELECT j.id FROM jobs j WHERE j.build = r.id AND NOT j.restricted)';
  return app.dataSource.query(
    `SELECT 'job' AS kind, id FROM jobs r WHERE ${counted('t.job = r.id')}
     UNION ALL SELECT 'suite', id FROM suites r WHERE ${counted('t.suite = r.id')}
     UNION ALL SELECT 'build', id FROM builds r WHERE ${counted(inBuild)}`,
  );
}
