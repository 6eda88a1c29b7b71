import { DataSource } from 'typeorm';
import { RESOURCES } from '../../src/resources/index';
import { startApp, TestApp } from '../support/app';

describe('what operators ask', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startApp({ ASSAY_REQUIRE_LOGIN: 'true' });
  });
  afterAll(() => server.close());

  const anonymous = { token: null };

  it('/healthz and /readyz answer without an account', async () => {
    expect((await server.ask('/healthz', anonymous)).body).toEqual({ status: 'ok' });
    const ready = await server.ask('/readyz', anonymous);
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok' } });
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it('/readyz names the check that fails', async () => {
    const [last] = await server.dataSource.query<{ id: number }[]>(
      'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING id, timestamp, name',
    );
    const ready = await server.ask('/readyz', anonymous);
    expect(ready.status).toBe(503);
    expect(ready.body).toEqual({
      detail: 'Not ready: migrations.',
      status: 'unavailable',
      checks: { database: 'ok', migrations: 'failed' },
    });
    expect(last).toBeDefined();
  });

  it('/metrics has requests by route, connections, and the numbers of the process', async () => {
    await server.ask('jobs/4711/');
    await server.ask('/nowhere/', anonymous);
    const metrics = await server.ask('/metrics', anonymous);
    expect(metrics.status).toBe(200);
    expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(metrics.text).toContain(
      'assay_http_request_duration_seconds_count{method="GET",route="/api/v1/jobs/:key",status="404"} 1',
    );
    expect(metrics.text).toContain('route="none",status="404"} 1');
    expect(metrics.text).toMatch(/^assay_http_requests_in_flight 1$/m);
    expect(metrics.text).toMatch(/^assay_database_connections\{state="open"\} [1-5]$/m);
    expect(metrics.text).toMatch(/^assay_database_connections_max 5$/m);
    expect(metrics.text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(metrics.text).toMatch(/^process_resident_memory_bytes /m);
  });

  it('/api/v1/ lists the collections in their order, with and without the final slash', async () => {
    for (const path of ['/api/v1/', '/api/v1']) {
      const { status, body } = await server.ask(path);
      expect(status).toBe(200);
      expect(Object.entries(body as object)).toEqual(
        RESOURCES.map(({ name }) => [name, `${server.url}/api/v1/${name}/`]),
      );
    }
    expect((await server.ask('/api/v1/', anonymous)).status).toBe(401);
  });

  it('every answer has the id of its request, the sent one if it is sane', async () => {
    const id = async (sent?: string) =>
      (
        await server.ask('/nowhere', { headers: sent === undefined ? {} : { 'X-Request-Id': sent } })
      ).headers.get('x-request-id');
    expect(await id('build-17/step.3')).toBe('build-17/step.3');
    expect(await id()).toMatch(/^[\da-f]{8}-/);
    expect(await id('a b')).toMatch(/^[\da-f]{8}-/);
    expect(await id('x'.repeat(200))).toMatch(/^[\da-f]{8}-/);
  });

  it('answers let a browser do nothing but read', async () => {
    const { headers } = await server.ask('jobs/');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('/readyz is 503 and /healthz still 200 when the database is gone', async () => {
    await server.app.get(DataSource).destroy();
    const ready = await server.ask('/readyz', anonymous);
    expect(ready.status).toBe(503);
    expect(ready.body.checks).toEqual({ database: 'failed', migrations: 'failed' });
    expect((await server.ask('/healthz', anonymous)).status).toBe(200);
  });
});
