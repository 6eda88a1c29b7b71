import { DataSource } from 'typeorm';
import { PoolClient } from 'pg';
import { BadInput } from '../errors/domain-error';
import { CatalogTable, readCatalog } from './catalog';
import { DumpHeading, DumpPart, partsOfStream } from './dump-reader';
import { LoadReport, ReportBuilder } from './report';
import { GiveWay, TableLoader } from './table-loader';
import { refreshStatistics } from './statistics';
import { quoted } from './table-writer';
import { inTransaction } from './transaction';

/**
 * Loads a dump of the form "assay-1" as it was written, a row a line, in constant memory; all of it or nothing.
 * Rows whose primary key is there already are replaced.
 * @throws BadInput naming the line or the row
 */
export function loadDump(
  dataSource: DataSource,
  stream: AsyncIterable<Buffer | string>,
): Promise<LoadReport> {
  return loadParts(dataSource, partsOfStream(stream));
}

/** As `loadDump`, from parts that are there already. */
export async function loadParts(
  dataSource: DataSource,
  parts: AsyncIterable<DumpPart> | Iterable<DumpPart>,
): Promise<LoadReport> {
  const report = new ReportBuilder();
  await inTransaction(dataSource, async (client) => {
    const load = new DumpLoad(client, await readCatalog(dataSource, client), report);
    for await (const part of parts) {
      if ('heading' in part) await load.open(part.heading);
      else await load.add(part.rows);
    }
    await load.finish();
  });
  const result = report.finish();
  await refreshStatistics(dataSource, result);
  return result;
}

class DumpLoad {
  private current: TableLoader | null = null;
  private readonly loaded = new Map<string, TableLoader>();
  private readonly tables: Map<string, CatalogTable>;

  constructor(
    private readonly client: PoolClient,
    catalog: CatalogTable[],
    private readonly report: ReportBuilder,
  ) {
    this.tables = new Map(catalog.map((table) => [table.name, table]));
  }

  async open(heading: DumpHeading): Promise<void> {
    await this.close();
    const table = this.tables.get(heading.table);
    if (table === undefined) throw new BadInput(`No table is called ${JSON.stringify(heading.table)}.`);
    if (this.loaded.has(table.name)) throw new BadInput(`The table "${table.name}" is there twice.`);
    const done = new Set(this.loaded.keys());
    const giveWay = table.name === 'users' ? await firstAccounts(this.client, this.report) : undefined;
    this.current = await TableLoader.open(this.client, table, heading, done, giveWay);
    this.loaded.set(table.name, this.current);
  }

  async add(rows: unknown[][]): Promise<void> {
    for (const row of rows) await this.current?.add(row);
  }

  async finish(): Promise<void> {
    await this.close();
    for (const table of this.loaded.values()) await table.fillIn();
  }

  private async close(): Promise<void> {
    if (this.current === null) return;
    await this.current.close();
    this.report.count(this.current.name, this.current.count);
    this.current = null;
  }
}

/**
 * A server makes its first account when it first starts. While nothing else is in the database, that account gives way
 * to the dump's users of the same number or name, tokens and all: else a key to the old one would open the new one.
 */
async function firstAccounts(client: PoolClient, report: ReportBuilder): Promise<GiveWay | undefined> {
  const {
    rows: [found],
  } = await client.query<{ first: number[] | null }>(
    `SELECT array_agg(id) AS first FROM users
      WHERE NOT EXISTS (SELECT 1 FROM jobs) AND NOT EXISTS (SELECT 1 FROM devices WHERE physical_owner IS NOT NULL)`,
  );
  const first = found?.first ?? null;
  if (first === null) return undefined;
  return async (stage) => {
    const { rows } = await client.query<{ username: string }>(
      `DELETE FROM users u USING ${quoted(stage)} s
        WHERE u.id = ANY ($1) AND (u.id = s.id OR u.username = s.username) RETURNING u.username`,
      [first],
    );
    for (const { username } of rows)
      report.warn(`users: the account ${JSON.stringify(username)} of before gave way to those of the dump`);
  };
}
