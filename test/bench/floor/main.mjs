import { createServer } from 'node:http';
import pg from 'pg';
import { exportJunit } from './export.mjs';
import { readers } from './lists.mjs';
import { writers } from './writes.mjs';

/**
 * The floor: what the same answers cost with nothing but `node:http`, `pg` and SQL written by hand. It has the paths
 * of the server, no checks, no rights beyond those of an anonymous reader, and as many connections to the database.
 */
const POOL = 20;
const INT8 = 20;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;

pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(TIMESTAMPTZ, (text) => text);
pg.types.setTypeParser(INT8_ARRAY, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)));

const pool = new pg.Pool({
  connectionString: process.env.FLOOR_DATABASE_URL,
  max: POOL,
  options: '-c timezone=UTC -c datestyle=ISO',
});
pool.on('error', () => undefined);

const routes = [
  ...readers.map(([pattern, read]) => ['GET', pattern, read]),
  ['GET', /^\/api\/v1\/jobs\/(\d+)\/junit\/$/, null],
  ...writers.map(([pattern, write]) => ['POST', pattern, write]),
];

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error.stack));
  });
});

async function answer(request, response) {
  const [path, query = ''] = request.url.split('?');
  const found = routes.find(([method, pattern]) => method === request.method && pattern.test(path));
  if (!found) {
    response.statusCode = 404;
    return response.end();
  }
  const [method, pattern, work] = found;
  const [, key] = pattern.exec(path);
  if (work === null) return exportJunit(pool, Number(key), response);
  const body = method === 'POST' ? JSON.parse(await bodyOf(request)) : null;
  const origin = `http://${request.headers.host}`;
  const parameters = new URLSearchParams(query);
  const value = await work(pool, { key: key && Number(key), parameters, body, base: `${origin}${path}` });
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(method === 'POST' ? 201 : 200, {
    'content-type': 'application/json',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
