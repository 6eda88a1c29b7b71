import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { asDomainError } from '../database/sqlstate';
import { FieldErrors, NotFound } from '../errors/domain-error';
import { CompileExtra, compileRows } from '../query/compile';
import { emptyPlan } from '../query/plan';
import { Row, shapeRow } from '../query/rows';
import { keyColumn, placeOf } from '../store/columns';
import { resolveReferences } from '../store/references';
import { deleteRow, insertRows, updateRow } from '../store/row-store';
import { Key, Values } from '../store/values';
import { checkBody, CheckedBodies, checkMany, Mode } from './check-body';
import { inBatches } from './batches';
import { duplicateErrors } from './duplicates';
import { Line } from './line';
import { checkMayChange, checkMayCreate, checkMayWrite } from './permission';
import { Judge, refuseLines, refuseOne, refuseSome } from './refusals';
import { Resource, WriteContext } from './resource';
import { hasUnique, uniqueMessages, violatedColumns } from './unique-messages';

const STREAM_BATCH = 2_000;

/** Reads and writes single rows of any collection: checks, rules, storage, one transaction a request. */
@Injectable()
export class RowService {
  constructor(private readonly dataSource: DataSource) {}

  /** The row as clients see it. @throws NotFound also when the caller may not see it */
  async find(
    resource: Resource,
    key: Key | null,
    viewer: Viewer,
    base?: CompileExtra<Viewer>['base'],
  ): Promise<Row> {
    return this.findWithin(resource, key, { viewer, manager: this.dataSource.manager }, base);
  }

  /** As `find`, within a transaction: on another connection it could wait for one that nobody gives back. */
  async findWithin(
    resource: Resource,
    key: Key | null,
    { viewer, manager }: WriteContext,
    base?: CompileExtra<Viewer>['base'],
  ): Promise<Row> {
    const [row] = key === null ? [] : await this.rows(manager, resource, [key], viewer, base);
    if (!row) throw new NotFound('Not found.');
    return row;
  }

  /** Makes one row; `fixed` is said by the path and wins over the body. @throws BadInput, Forbidden, Conflict */
  async create(resource: Resource, body: unknown, viewer: Viewer, fixed: Values = {}): Promise<Row> {
    const checked = checkBody(resource, 'create', withFixed(body, fixed));
    const [row] = await this.store(resource, checked, viewer, refuseOne);
    return row as Row;
  }

  /**
   * Makes one row within a transaction that does more, and gives its key. `known` is what no body can say.
   * @throws as `create`
   */
  async createWithin(
    resource: Resource,
    body: unknown,
    { viewer, manager }: WriteContext,
    known: Values = {},
  ): Promise<Key> {
    checkMayWrite(resource, viewer, 'create');
    const { rows, errors } = checkBody(resource, 'create', body);
    const checked = { rows: rows.map((values) => ({ ...values, ...known })), errors };
    const [key] = await this.insert(manager, resource, checked, viewer, refuseOne);
    return key as Key;
  }

  /** Makes many rows in one transaction; all or none. @throws BadInput a list of messages by field, `{}` for good rows */
  async createMany(
    resource: Resource,
    bodies: readonly unknown[],
    viewer: Viewer,
    fixed: Values = {},
  ): Promise<Row[]> {
    const checked = checkMany(
      resource,
      bodies.map((body) => withFixed(body, fixed)),
    );
    if (checked.rows.length === 0) return [];
    return this.store(resource, checked, viewer, refuseSome);
  }

  /** Changes one row: `replace` is PUT (optional fields that are missing keep their value), `change` is PATCH. */
  async change(
    resource: Resource,
    key: Key | null,
    mode: Mode,
    body: () => Promise<unknown>,
    viewer: Viewer,
    base?: CompileExtra<Viewer>['base'],
  ): Promise<Row> {
    checkMayWrite(resource, viewer, 'change');
    await this.find(resource, key, viewer, base);
    const found = key as Key;
    await checkMayChange(resource, viewer, this.dataSource.manager, found);
    const checked = checkBody(resource, mode, await body());
    return this.transaction(resource, async (manager) => {
      refuseOne(await faultsOf(manager, resource, checked, viewer));
      const values = checked.rows[0] ?? {};
      await resource.rules?.beforeChange?.(values, found, { viewer, manager });
      await updateRow(manager, resource, found, values);
      const [row] = await this.rows(manager, resource, [found], viewer);
      // A change may hide the row from its changer; it was stored all the same.
      return row ?? { [resource.key]: found };
    });
  }

  async remove(
    resource: Resource,
    key: Key | null,
    viewer: Viewer,
    base?: CompileExtra<Viewer>['base'],
  ): Promise<void> {
    checkMayWrite(resource, viewer, 'remove');
    await this.find(resource, key, viewer, base);
    await checkMayChange(resource, viewer, this.dataSource.manager, key as Key);
    await this.transaction(resource, async (manager) => {
      // A million tests go with their job; that may take its time.
      await manager.query('SET LOCAL statement_timeout = 0');
      await resource.rules?.beforeRemove?.(key as Key, { viewer, manager });
      await deleteRow(manager, resource, key as Key);
    });
  }

  /** Makes rows from a stream, all in one transaction: a bad line leaves nothing behind. @throws BadInput with its line */
  async createStream(
    resource: Resource,
    lines: AsyncIterable<Line>,
    viewer: Viewer,
    fixed: Values = {},
  ): Promise<{ stored: number }> {
    checkMayWrite(resource, viewer, 'create');
    return this.transaction(resource, async (manager) => {
      await manager.query('SET LOCAL statement_timeout = 0');
      let stored = 0;
      for await (const batch of inBatches(lines, STREAM_BATCH)) {
        const checked = checkMany(
          resource,
          batch.map(({ value }) => withFixed(value, fixed)),
        );
        const keys = await this.insert(manager, resource, checked, viewer, refuseLines(batch));
        stored += keys.length;
      }
      return { stored };
    });
  }

  /** The new rows; one that its maker may not see was stored all the same, and shows its key. */
  private store(resource: Resource, checked: CheckedBodies, viewer: Viewer, judge: Judge): Promise<Row[]> {
    checkMayWrite(resource, viewer, 'create');
    return this.transaction(resource, async (manager) => {
      const keys = await this.insert(manager, resource, checked, viewer, judge);
      const seen = await this.rows(manager, resource, keys, viewer);
      const rows = new Map(seen.map((row) => [row[resource.key] as Key, row]));
      return keys.map((key, at) => ({
        ...(rows.get(key) ?? { [resource.key]: key }),
        ...resource.rules?.reveal?.(checked.rows[at] ?? {}),
      }));
    });
  }

  /** Checked bodies → rows, within a transaction. */
  private async insert(
    manager: EntityManager,
    resource: Resource,
    checked: CheckedBodies,
    viewer: Viewer,
    judge: Judge,
  ): Promise<Key[]> {
    const context: WriteContext = { viewer, manager };
    judge(await faultsOf(manager, resource, checked, viewer));
    const bodies = checked.rows;
    // The rules complete the rows: a test's job may come from its suite, and only then is it known whose it is.
    judge((await resource.rules?.beforeStore?.(bodies, context)) ?? []);
    await checkMayCreate(resource, viewer, manager, bodies);
    const insert = (own: EntityManager): Promise<Key[]> =>
      resource.rules?.insert
        ? resource.rules.insert(bodies, { viewer, manager: own })
        : insertRows(own, resource, bodies);
    if (judge === refuseOne || !hasUnique(resource)) return insert(manager);
    try {
      // A savepoint: when PostgreSQL refuses, it can still be asked which of the rows are at fault.
      return await manager.transaction(insert);
    } catch (error) {
      const columns = violatedColumns(resource, error);
      if (columns) judge(await duplicateErrors(manager, resource, columns, bodies));
      throw error;
    }
  }

  /** The rows with these keys, in their order, as far as the caller may see them. */
  private async rows(
    manager: EntityManager,
    resource: Resource,
    keys: readonly Key[],
    viewer: Viewer,
    base?: CompileExtra<Viewer>['base'],
  ): Promise<Row[]> {
    const place = placeOf(manager, resource, resource.key);
    const type = place.kind === 'column' && resource.fields[resource.key]?.type === 'int' ? 'bigint' : 'text';
    const column = keyColumn(manager, resource);
    const { text, values } = compileRows(manager, resource, emptyPlan(resource), viewer, {
      detail: true,
      base: (row, context, bind) =>
        [`${row}.${column} = ANY(${bind(keys)}::${type}[])`, base?.(row, context, bind)]
          .filter(Boolean)
          .join(' AND '),
    });
    const raw = await manager.query<Row[]>(text, values);
    const rows = new Map(raw.map((row) => [row[resource.key] as Key, shapeRow(resource, row)]));
    return keys.map((key) => rows.get(key)).filter((row) => row !== undefined);
  }

  private async transaction<Result>(
    resource: Resource,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw uniqueMessages(resource, error) ?? asDomainError(error);
    }
  }
}

/** What is wrong with the fields of bodies, with the rows they refer to included: all of it at once (drf.md §15). */
async function faultsOf(
  manager: EntityManager,
  resource: Resource,
  { rows, errors }: CheckedBodies,
  viewer: Viewer,
): Promise<FieldErrors[]> {
  const missing = await resolveReferences(manager, resource, rows, viewer);
  return errors.map((mine, at) => ({ ...mine, ...missing[at] }));
}

/** A nested list fixes the relation to its parent, whatever the body says. */
function withFixed(body: unknown, fixed: Values): unknown {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...fixed } : body;
}
