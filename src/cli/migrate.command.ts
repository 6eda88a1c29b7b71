import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { note, print } from './output';
import { rooms } from './rooms';

/** `assay migrate`: names of the migrations on standard output, one a line. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema of the database up to date (the server does so at start); prints what ran')
    .option('--down', 'undo the last migration, with the data that only it has a place for')
    .action(({ down }: { down?: boolean }) => rooms.database.withRawDatabase(down ? undo : bringUp));
}

async function bringUp(dataSource: DataSource): Promise<void> {
  const names = await rooms.migrations.migrate(dataSource);
  if (names.length === 0) note('The database is up to date.');
  names.forEach(print);
}

async function undo(dataSource: DataSource): Promise<void> {
  const before = await ran(dataSource);
  if (before.length === 0) return note('There is no migration to undo.');
  await dataSource.undoLastMigration();
  const after = new Set(await ran(dataSource));
  before.filter((name) => !after.has(name)).forEach(print);
}

async function ran(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ name: string | null }[]>(
    `SELECT to_regclass('migrations')::text AS name`,
  );
  if (!table?.name) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}
