import { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { hashPassword } from '../auth/passwords';
import { sealToken } from '../auth/token-seal';
import { Draft } from './draft';
import { LoadReport, ReportBuilder } from './report';
import { refreshStatistics } from './statistics';
import { inTransaction } from './transaction';
import { writeAccounts } from './write-accounts';
import { writeArtifactTokens, writeGrants } from './write-grants';
import { writeJobs } from './write-jobs';
import { writeLab } from './write-lab';
import { writeResults } from './write-results';

/** Tables whose numbers are chosen here: nobody else may write them meanwhile; reading and signing in go on. */
const NUMBERED = `user_groups, users, tags, failure_tags, device_type_permissions, device_permissions, worker_permissions,
  artifact_tokens, groups, builds, jobs, suites, test_sets, test_cases, tests, activities`;

/** One load under way. */
export interface Writing {
  client: PoolClient;
  draft: Draft;
  report: ReportBuilder;
  /** argon2id of each user's password, in the order of `draft.users`. */
  passwords: (string | null)[];
  /** The first token of each user, locked with the password, so that who logs in gets it again (decision 0012). */
  sealed: (Buffer | null)[];
}

/**
 * Stores a data set in one transaction. Rows with a natural key that exist already are updated and keep their number.
 * @param before runs first in the same transaction; may refuse
 * @throws BadInput naming the row at fault; nothing is stored then
 */
export async function writeDraft(
  dataSource: DataSource,
  draft: Draft,
  report: ReportBuilder,
  before?: (client: PoolClient) => Promise<void>,
): Promise<LoadReport> {
  // Outside the transaction: both are slow on purpose, and others wait for the locks.
  const passwords = await Promise.all(
    draft.users.map((user) => (user.password === null ? null : hashPassword(user.password))),
  );
  const sealed = await Promise.all(
    draft.users.map(({ password, tokens: [first] }) =>
      password === null || first === undefined ? null : sealToken(first.secret, password),
    ),
  );
  await inTransaction(dataSource, async (client) => {
    await client.query(`LOCK TABLE ${NUMBERED} IN SHARE ROW EXCLUSIVE MODE`);
    await before?.(client);
    const writing = { client, draft, report, passwords, sealed };
    await writeAccounts(writing);
    await writeLab(writing);
    await writeGrants(writing);
    await writeArtifactTokens(writing);
    const jobs = await writeJobs(writing);
    await writeResults(writing, jobs);
  });
  const result = report.finish();
  await refreshStatistics(dataSource, result);
  return result;
}
