import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { RowService } from '../collections/row.service';
import { CONFIG, Config } from '../config/config';
import { asDomainError } from '../database/sqlstate';
import { Row } from '../query/rows';
import { ingests } from '../resources/ingests/ingests.resource';
import { latestTest } from '../resources/tests/attempts';
import { ReportedTest } from '../resources/tests/new-test';
import { TestWriter } from '../resources/tests/test.writer';
import { Key } from '../store/values';
import { comparedFields, Differences, findDifferences } from './difference';
import { tellMerged } from './merged-records';
import { Payloads } from './payload';
import { KeptUpload, PayloadService } from './payload.service';
import { rangesAfter, rewriteReceipt } from './receipt.store';
import { readReports } from './report.storer';
import { Staging } from './staging';
import { existing } from './target';
import { TestPipeline } from './test-pipeline';
import { USUAL_LIMITS } from './unpack/report-file';
import { unpack } from './unpack/unpack';
import { UploadTally } from './upload-tally';

/** What reading an upload again has found, and whether it has been stored. */
export interface Reimport extends Differences {
  applied: boolean;
  /** Tests that are as they were. */
  same: number;
  /** The receipt, with its new figures when it was stored. */
  receipt: Row;
}

/** Tests of the job that were run before the upload, or twice in it. */
const MERGED = `
  SELECT x.at, x.suite, x.name, x.attempt
    FROM (SELECT *, row_number() OVER (ORDER BY n) AS at, row_number() OVER (PARTITION BY suite, name ORDER BY n) AS nth
            FROM reimported) x
   WHERE x.nth > 1 OR EXISTS (
     SELECT 1 FROM tests t JOIN suites s ON s.id = t.suite JOIN test_cases c ON c.id = t.test_case
      WHERE t.job = $1 AND t.id < $2 AND s.name = x.suite AND c.name = x.name)`;

/** Reads a kept upload with today's readers, and makes of its tests what they would be now, if it is told to. */
@Injectable()
export class ReimportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
    private readonly receipts: PayloadService,
    private readonly payloads: Payloads,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param apply store it: tests that are read otherwise are changed, new ones added, none removed
   * @throws NotFound no such receipt, or the upload is not kept; Forbidden the job is somebody else's
   */
  async reimport(key: Key | null, apply: boolean, viewer: Viewer): Promise<Reimport> {
    const kept = await this.receipts.find(key, viewer);
    const upload = await this.payloads.fetch(kept);
    try {
      const found = await this.dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL statement_timeout = 0');
        if (apply) await existing(this.rows, String(kept.job), { viewer, manager });
        const current = apply ? await this.receipts.find(key, viewer, manager) : kept;
        const limits = { ...USUAL_LIMITS, bytes: this.config.unpackedLimit };
        const { format = null, zone = null, attempt = null } = kept.reading;
        const reading = { format, zone, attempt, atomic: false };
        const files = unpack(upload.files, upload.encoding, limits);
        const staging = await Staging.begin(manager);
        const tally = await readReports(manager, kept.job, files, reading, staging);
        const differences = await findDifferences(manager, current);
        if (apply) await this.store(manager, current, differences, tally);
        return { ...differences, same: tally.stored - differences.added - differences.changed };
      });
      return { applied: apply, ...found, receipt: await this.rows.find(ingests, key, viewer) };
    } catch (error) {
      throw asDomainError(error);
    } finally {
      await upload.discard();
    }
  }

  private async store(
    manager: EntityManager,
    kept: KeptUpload,
    { missing }: Differences,
    tally: UploadTally,
  ): Promise<void> {
    const fields = comparedFields(kept);
    await manager.query(
      `UPDATE tests SET ${fields
        .map((name) => `${name} = ${name === 'logged' ? 'coalesce(n.logged, tests.logged)' : `n.${name}`}`)
        .join(', ')}
         FROM difference d JOIN reimported n ON n.n = d.n WHERE d.change = 'changed' AND tests.id = d.id`,
    );
    await tellMerged(manager, MERGED, [kept.job, kept.ranges[0]?.[0] ?? 0], tally);
    const before = (await latestTest(manager, kept.job)) ?? 0;
    await addTests(manager, kept);
    const ranges = [...kept.ranges, ...(await rangesAfter(manager, kept.job, before))];
    await rewriteReceipt(manager, kept.id, tally, tally.stored + missing, ranges);
  }
}

const PAGE = 5_000;

/** Stores the tests that were not there. */
async function addTests(manager: EntityManager, { job, made_job: made }: KeptUpload): Promise<void> {
  const writer = new TestWriter(manager);
  if (!made) await writer.continueAttempts(job);
  const pipeline = new TestPipeline(writer);
  try {
    for (let last = 0, found = PAGE; found === PAGE;) {
      const tests = await manager.query<(ReportedTest & { n: number })[]>(
        `SELECT n.* FROM difference d JOIN reimported n ON n.n = d.n
          WHERE d.change = 'added' AND d.n > $1 ORDER BY d.n LIMIT ${PAGE}`,
        [last],
      );
      for (const test of tests) await pipeline.add({ ...test, job });
      // What is being copied has the connection.
      await pipeline.flush();
      found = tests.length;
      last = tests.at(-1)?.n ?? 0;
    }
  } finally {
    await pipeline.settled();
  }
}
