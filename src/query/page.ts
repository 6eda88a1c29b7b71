import { PaginationType, paginate } from 'nestjs-paginate';
import { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { BadInput, NotFound } from '../errors/domain-error';
import { Budget } from './budget';
import { checkPlan } from './check';
import { CompileExtra, compileCount, compileRows } from './compile';
import { KnownCounts } from './known-counts';
import { badValues, regexNames } from './plan';
import { CountMode, PageRequest, Plan } from './plan-types';
import { Row, rowShaper } from './rows';
import { ResourceStatement } from './statement';

/** Where a page stands; what links need. */
export type PagePlace =
  { style: 'page'; page: number; size: number } | { style: 'offset'; limit: number; offset: bigint };

export interface Page {
  /** All rows after filtering; null when the request asked not to count. */
  count: number | null;
  /** True when there are more than `count`. */
  capped: boolean;
  /** Shaped rows (drf.md §9). */
  rows: Row[];
  place: PagePlace;
  hasNext: boolean;
  hasPrevious: boolean;
}

export interface FetchOptions<C> extends CompileExtra<C> {
  /** Milliseconds that all statements of the page may take together; the connection's own limit should be as much. */
  budget?: number;
}

/** What every step of reading a page needs. */
interface Reading<C> {
  manager: EntityManager;
  statement: ResourceStatement<C>;
  plan: Plan;
  context: C;
  extra: CompileExtra<C>;
  budget: Budget;
}

type Total = Pick<Page, 'count' | 'capped'>;

const CAP = 10_000;
const INVALID_REGULAR_EXPRESSION = '2201B';
/** What PostgreSQL says of an expression that it would compile if it only had the stack, or a gigabyte in one piece. */
const STACK_EXCEEDED = '54001';
const OUT_OF_BOUNDS = /^invalid memory alloc request size/;

/**
 * Checks the plan's references, counts, and reads one page: two SQL statements whatever the rows, one with `count=none`,
 * one more if keys of relations were sent. Throws BadInput, NotFound for a page that is none or beyond the last, and
 * Unavailable when the budget is used up.
 */
export async function fetchPage<C>(
  manager: EntityManager,
  statement: ResourceStatement<C>,
  plan: Plan,
  context: C,
  { budget, ...extra }: FetchOptions<C> = {},
): Promise<Page> {
  try {
    const reading = { manager, statement, plan, context, extra, budget: new Budget(manager, budget) };
    return await readPage(reading);
  } catch (error) {
    throw asQueryError(error, plan);
  }
}

/**
 * A database error that is the client's fault (a regular expression that is none, or more than PostgreSQL can compile) as
 * BadInput; any other comes back as it is.
 */
export function asQueryError(error: unknown, plan: Plan): unknown {
  if (!isRegexFault(error)) return error;
  const names = regexNames(plan.where);
  if (names.length === 0) return error;
  const refusal: BadInput = badValues(
    Object.fromEntries(names.map((name) => [name, ['Enter a valid regular expression.']])),
  );
  refusal.cause = error;
  return refusal;
}

function isRegexFault(error: unknown): boolean {
  const fault = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const { code, message } = (fault ?? {}) as { code?: unknown; message?: unknown };
  return (
    code === INVALID_REGULAR_EXPRESSION || code === STACK_EXCEEDED || OUT_OF_BOUNDS.test(String(message))
  );
}

async function readPage<C>(reading: Reading<C>): Promise<Page> {
  const { manager, statement, plan, context, budget } = reading;
  await checkPlan(manager, statement, plan, context, budget);
  const request = reading.plan.page;
  if (request.style === 'offset') return readOffset(reading, request);
  if (request.page === null) throw invalidPage();
  if (reading.plan.count === 'exact' || request.page === 'last')
    return readCounted(reading, request.page, request.size);
  const skip = BigInt(request.page - 1) * BigInt(request.size);
  const total = await countRows(reading, reading.plan.count);
  const { rows, more } = await readSlice(reading, skip, request.size);
  if (rows.length === 0 && request.page > 1) throw invalidPage();
  const place: PagePlace = { style: 'page', page: request.page, size: request.size };
  return { ...total, rows, place, hasNext: more, hasPrevious: request.page > 1 };
}

/** A numbered page with the exact count; the last page must be counted first. */
async function readCounted<C>(reading: Reading<C>, wanted: number | 'last', size: number): Promise<Page> {
  const counted = wanted === 'last' ? await countRows(reading, 'exact') : undefined;
  const page = wanted === 'last' ? Math.max(1, Math.ceil((counted?.count ?? 0) / size)) : wanted;
  const getCount = async (): Promise<number> => (counted ?? (await countRows(reading, 'exact'))).count ?? 0;
  const rows = wanted === 'last' ? lastRows(reading, counted?.count ?? 0) : rawRows(reading);
  const { data, meta } = await paginate({ path: '', page, limit: size }, rows, {
    ...pagerConfig(reading.statement),
    maxLimit: size,
    // All that paginate() asks of the counting query is its `getCount`.
    buildCountQuery: () => ({ getCount }) as unknown as SelectQueryBuilder<ObjectLiteral>,
  });
  if (data.length === 0 && page > 1) throw invalidPage();
  return {
    count: meta.totalItems ?? 0,
    capped: false,
    rows: data.map(rowShaper(reading.statement)),
    place: { style: 'page', page, size },
    hasNext: page * size < (meta.totalItems ?? 0),
    hasPrevious: page > 1,
  };
}

/** Limit and offset: beyond the end is an empty page, never an error. */
async function readOffset<C>(
  reading: Reading<C>,
  { limit, offset }: Extract<PageRequest, { style: 'offset' }>,
): Promise<Page> {
  const seen = { ...reading, extra: { ...reading.extra, snapshot: true } };
  const { rows, more, at } = await readSlice(seen, offset, limit);
  const exact = reading.plan.count === 'exact';
  const total = exact ? await countUnlessKnown(seen, at) : await countRows(reading, reading.plan.count);
  const place: PagePlace = { style: 'offset', limit, offset };
  return { ...total, rows, place, hasNext: more, hasPrevious: offset > 0n };
}

/** All rows, which are counted again only when something has been committed since. @param at the snapshot at hand */
async function countUnlessKnown<C>(
  { manager, statement, plan, context, extra, budget }: Reading<C>,
  at: string | null,
): Promise<Total> {
  const counts = KnownCounts.in(manager.dataSource);
  const counting = compileCount(manager, statement, plan, context, extra);
  const known = counts.find(counting, at);
  if (known !== undefined) return { count: known, capped: false };
  type Counted = { count: number | string; '@snapshot': string | null };
  const [row] = await budget.query<Counted>(counting.text, counting.values);
  const count = Number(row?.count ?? 0);
  counts.keep(counting, count, row?.['@snapshot'] ?? null);
  return { count, capped: false };
}

/** Rows from an arbitrary offset; one row more than wanted tells whether there is a next page. */
async function readSlice<C>(
  reading: Reading<C>,
  skip: bigint,
  size: number,
): Promise<{ rows: Row[]; more: boolean; at: string | null }> {
  if (skip > BigInt(Number.MAX_SAFE_INTEGER)) return { rows: [], more: false, at: null };
  const builder = rawRows(reading)
    .limit(size + 1)
    .offset(Number(skip));
  const { data } = await paginate({ path: '', limit: -1 }, builder, {
    ...pagerConfig(reading.statement),
    maxLimit: -1,
  });
  const at = (data[0]?.['@snapshot'] ?? null) as string | null;
  return { rows: data.slice(0, size).map(rowShaper(reading.statement)), more: data.length > size, at };
}

async function countRows<C>(
  { manager, statement, plan, context, extra, budget }: Reading<C>,
  mode: CountMode,
): Promise<Total> {
  if (mode === 'none') return { count: null, capped: false };
  const cap = mode === 'capped' ? { cap: CAP + 1 } : {};
  const { text, values } = compileCount(manager, statement, plan, context, { ...extra, ...cap });
  const [row] = await budget.query<{ count: number | string }>(text, values);
  const count = Number(row?.count ?? 0);
  return mode === 'capped' && count > CAP ? { count: CAP, capped: true } : { count, capped: false };
}

/**
 * What paginate() takes for a query builder: it holds limit and offset, and reads the list's own statement. Raw rows,
 * because entities would cost time and lose nothing but that.
 */
function rawRows<C>({
  manager,
  statement,
  plan,
  context,
  extra,
  budget,
}: Reading<C>): SelectQueryBuilder<ObjectLiteral> {
  const { text, values } = compileRows(manager, statement, plan, context, extra);
  const builder = manager.createQueryBuilder<ObjectLiteral>(statement.entity, 't');
  builder.getMany = () => {
    const { limit, offset } = builder.expressionMap;
    return budget.query<ObjectLiteral>(`${text} LIMIT ${limit ?? 'ALL'} OFFSET ${offset ?? 0}`, values);
  };
  // It is cloned for the counting query, which is another one anyway.
  builder.clone = () => builder;
  return builder;
}

/** As `rawRows`, for the last page of so many rows: read from the end, because PostgreSQL walks through an offset. */
function lastRows<C>(reading: Reading<C>, count: number): SelectQueryBuilder<ObjectLiteral> {
  const builder = rawRows({ ...reading, extra: { ...reading.extra, backwards: true } });
  const read = builder.getMany;
  builder.getMany = async () => {
    builder.limit(Math.max(0, count - (builder.expressionMap.offset ?? 0))).offset(0);
    return (await read()).reverse();
  };
  return builder;
}

/** Our order is total already, so paginate() is told to add none. */
function pagerConfig<C>(statement: ResourceStatement<C>) {
  return {
    sortableColumns: [statement.key],
    defaultSortBy: [],
    paginationType: PaginationType.LIMIT_AND_OFFSET,
  };
}

function invalidPage(): NotFound {
  return new NotFound('Invalid page.');
}
