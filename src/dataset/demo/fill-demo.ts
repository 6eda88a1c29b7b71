import { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Conflict } from '../../errors/domain-error';
import { emptyDraft } from '../draft';
import { LoadReport, ReportBuilder } from '../report';
import { quoted } from '../table-writer';
import { writeDraft } from '../write-draft';
import { Chance } from './chance';
import { furnish } from './lab';
import { liveDays } from './lab-days';

export interface DemoOptions {
  /** The lab's present; its days end here. */
  now?: Date;
  /** The same seed and the same present give the same lab. */
  seed?: string;
  /** For the demo's people to sign in with; without it they cannot. */
  password?: string | null;
}

/**
 * Fills a database that holds nothing but accounts with a lab of sixty days: boards, builds, some three thousand jobs
 * with flaky tests, regressions that came and went, broken cables, and jobs that run right now.
 * @throws Conflict there is something in it already
 */
export function fillDemo(dataSource: DataSource, options: DemoOptions = {}): Promise<LoadReport> {
  const now = options.now ?? new Date();
  const chance = new Chance(options.seed ?? 'assay');
  const draft = emptyDraft();
  furnish(draft, chance, now, options.password ?? null);
  liveDays(draft, chance, now);
  return writeDraft(dataSource, draft, new ReportBuilder(), refuseUnlessEmpty);
}

const EMPTY = ['jobs', 'devices', 'device_types', 'workers', 'tags', 'groups', 'test_cases'];

async function refuseUnlessEmpty(client: PoolClient): Promise<void> {
  for (const table of EMPTY) {
    const { rows } = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (rows.length > 0)
      throw new Conflict(`The demo lab needs an empty database, and this one has ${table} already.`, {
        hint: 'Give it a data directory or a database of its own.',
      });
  }
}
