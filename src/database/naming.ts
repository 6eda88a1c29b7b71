import { DefaultNamingStrategy, Table } from 'typeorm';

const plain = (table: Table | string): string =>
  (typeof table === 'string' ? table : table.name).split('.').pop() ?? '';

/**
 * The names PostgreSQL itself would give: `jobs_submitter_fkey`, `jobs_state_id_idx`. Migrations stay plain SQL,
 * and a relation's column bears the relation's name, so that column, JSON field and filter are one word.
 */
export class PostgresNaming extends DefaultNamingStrategy {
  override primaryKeyName(table: Table | string): string {
    return `${plain(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${plain(table)}_${columns.join('_')}_key`;
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${plain(table)}_${columns.join('_')}_fkey`;
  }

  override indexName(table: Table | string, columns: string[]): string {
    return `${plain(table)}_${columns.join('_')}_idx`;
  }

  override joinColumnName(relation: string): string {
    return relation;
  }
}
