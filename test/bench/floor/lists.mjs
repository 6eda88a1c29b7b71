import { DEVICE, JOB, jobRow, TEST, testRow } from './rows.mjs';

const PAGE = 50;
const same = (row) => row;

/** Counts and reads a page at the same time; the last page must be counted first. `joins` are for the rows only. */
async function page(
  pool,
  { parameters, base },
  { from, joins = '', where, select, order, values = [], shape },
) {
  const size = Number(parameters.get('page_size') ?? PAGE);
  const count = () =>
    pool
      .query(`SELECT count(*) AS count FROM ${from} WHERE ${where}`, values)
      .then(({ rows }) => rows[0].count);
  const read = (number) =>
    pool.query(
      `SELECT ${select} FROM ${from} ${joins} WHERE ${where} ORDER BY ${order} LIMIT ${size} OFFSET ${(number - 1) * size}`,
      values,
    );
  const last = parameters.get('page') === 'last';
  const [total, first] = await Promise.all([count(), last ? null : read(1)]);
  const number = last ? Math.max(1, Math.ceil(total / size)) : 1;
  const { rows } = first ?? (await read(number));
  for (const row of rows) shape(row);
  const link = (to) => {
    const query = new URLSearchParams(parameters);
    query.set('page', to);
    query.sort();
    return `${base}?${query}`;
  };
  return {
    count: total,
    next: number * size < total ? link(number + 1) : null,
    previous: number > 1 ? link(number - 1) : null,
    results: rows,
  };
}

const jobList = (pool, request) => {
  const health = request.parameters.get('health__in');
  if (health === null)
    return page(pool, request, {
      from: 'jobs j',
      where: 'NOT j.restricted',
      select: JOB,
      order: 'j.id DESC',
      shape: jobRow,
    });
  return page(pool, request, {
    from: 'jobs j',
    where: 'j.state = $1 AND j.health = ANY($2) AND NOT j.restricted',
    select: JOB,
    order: 'j.submit_time DESC, j.id',
    values: [request.parameters.get('state'), health.split(',')],
    shape: jobRow,
  });
};

const testList = (pool, request) =>
  page(pool, request, {
    from: 'tests t JOIN jobs j ON j.id = t.job JOIN devices d ON d.hostname = j.actual_device',
    joins: 'JOIN test_cases c ON c.id = t.test_case',
    where: 'd.device_type = $1 AND t.result = $2 AND NOT j.restricted',
    select: TEST,
    order: 't.id',
    values: [
      request.parameters.get('job__actual_device__device_type__name'),
      request.parameters.get('result'),
    ],
    shape: testRow,
  });

const testsOfJob = (pool, request) =>
  page(pool, request, {
    from: 'tests t',
    joins: 'JOIN test_cases c ON c.id = t.test_case',
    where: 't.job = $1 AND EXISTS (SELECT 1 FROM jobs WHERE id = $1 AND NOT restricted)',
    select: TEST,
    order: 't.id',
    values: [request.key],
    shape: testRow,
  });

const deviceList = (pool, request) =>
  page(pool, request, { from: 'devices d', where: 'true', select: DEVICE, order: 'd.hostname', shape: same });

async function job(pool, { key }) {
  const { rows } = await pool.query(
    `SELECT ${JOB}, j.definition FROM jobs j WHERE j.id = $1 AND NOT j.restricted`,
    [key],
  );
  return jobRow(rows[0]);
}

/** Paths and what reads them. */
export const readers = [
  [/^\/api\/v1\/jobs\/$/, jobList],
  [/^\/api\/v1\/jobs\/(\d+)\/$/, job],
  [/^\/api\/v1\/jobs\/(\d+)\/tests\/$/, testsOfJob],
  [/^\/api\/v1\/tests\/$/, testList],
  [/^\/api\/v1\/devices\/$/, deviceList],
];
