import { Injectable } from '@nestjs/common';
import { FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** From a cached page to a large upload, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** The numbers of this process: its own (memory, event loop, garbage collection), its requests, its connections. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly inFlight = new Gauge({
    name: 'assay_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers: [this.registry],
  });
  private readonly duration = new Histogram({
    name: 'assay_http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  constructor(dataSource: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    // Only PostgreSQL is supported, and its driver's pool is pg's; TypeORM types it as anything.
    const pool = (): Pool => (dataSource.driver as PostgresDriver).master as Pool;
    new Gauge({
      name: 'assay_database_connections',
      help: 'Connections of the pool: in all, and those without work.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        this.set({ state: 'open' }, pool().totalCount);
        this.set({ state: 'idle' }, pool().idleCount);
      },
    });
    new Gauge({
      name: 'assay_database_connections_max',
      help: 'Connections that the pool may open.',
      registers: [this.registry],
      collect() {
        this.set(pool().options.max);
      },
    });
    new Gauge({
      name: 'assay_database_waiting',
      help: 'Queries that wait for a connection.',
      registers: [this.registry],
      collect() {
        this.set(pool().waitingCount);
      },
    });
  }

  /** Counts every request from here on. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      const begin = process.hrtime.bigint();
      this.inFlight.inc();
      // `close` comes to answers that were cut off, too; Fastify's own hook after the answer does not.
      reply.raw.once('close', () => {
        this.inFlight.dec();
        this.duration.observe(
          {
            method: request.method,
            route: request.routeOptions.url ?? 'none',
            status: String(reply.raw.statusCode),
          },
          Number(process.hrtime.bigint() - begin) / 1e9,
        );
      });
      done();
    });
  }
}
