import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app';
import { AccountsService } from '../../src/auth/accounts.service';
import { makeFirstSuperuser } from '../../src/auth/first-superuser';
import { readConfig } from '../../src/config/config';
import { prepareDatabase } from '../../src/prepare-database';

export const ADMIN_TOKEN = 'a'.repeat(40);

/** An answer, read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // The tests know what they asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Request {
  method?: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: string | Uint8Array<ArrayBuffer> | FormData | ReadableStream;
  headers?: Record<string, string>;
  /** Null for an anonymous request; the administrator's when missing. */
  token?: string | null;
}

/** A whole server on the test file's database, listening on a port of its own. */
export interface TestApp {
  url: string;
  dataDir: string;
  app: NestFastifyApplication;
  dataSource: DataSource;
  /** Asks for a path under `/api/v1/`, or an absolute path. */
  ask(path: string, request?: Request): Promise<Answer>;
  /** POSTs JSON and expects 201; gives the row. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests know the row
  make(path: string, json: unknown, token?: string): Promise<any>;
  /** Makes a user and gives a token of theirs. */
  user(username: string, fields?: Record<string, unknown>): Promise<{ id: number; token: string }>;
  close(): Promise<void>;
}

export async function startApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'assay-data-'));
  const databaseUrl = process.env.ASSAY_TEST_DATABASE_URL ?? '';
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    ASSAY_DATA_DIR: dataDir,
    ASSAY_ADMIN_PASSWORD: 'admin-secret',
    ASSAY_ADMIN_TOKEN: ADMIN_TOKEN,
    ASSAY_LOG_LEVEL: 'silent',
    ASSAY_POOL_SIZE: '5',
    ASSAY_THROTTLE_LOGIN: 'off',
    ...environment,
  });
  await prepareDatabase(databaseUrl);
  const app = await createApp(config, databaseUrl);
  await makeFirstSuperuser(app.get(DataSource), app.get(AccountsService), config);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;

  const ask = async (path: string, { method, json, body, headers, token }: Request = {}): Promise<Answer> => {
    const sent: Record<string, string> = { ...headers };
    if (token !== null) sent.Authorization ??= `Token ${token ?? ADMIN_TOKEN}`;
    if (json !== undefined) sent['Content-Type'] = 'application/json';
    const response = await fetch(path.startsWith('/') ? url + path : `${url}/api/v1/${path}`, {
      method: method ?? (json !== undefined || body !== undefined ? 'POST' : 'GET'),
      headers: sent,
      body: json === undefined ? body : JSON.stringify(json),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    };
  };
  const make: TestApp['make'] = async (path, json, token) => {
    const answer = await ask(path, { json, token });
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const user: TestApp['user'] = async (username, fields = {}) => {
    const row = await make('users/', { username, password: `${username}-secret`, ...fields });
    const answer = await ask('token/', { json: { username, password: `${username}-secret` }, token: null });
    return { id: row.id, token: answer.body.token };
  };
  return {
    url,
    dataDir,
    app,
    dataSource: app.get(DataSource),
    ask,
    make,
    user,
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
