import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module';
import { readConfig } from '../../src/config/config';
import { anonymous, operationsOf } from '../../src/openapi/check-document';
import { buildDocument } from '../../src/openapi/document';

/** Protocols of others: their documents are elsewhere. */
const FACES = /^\w+ \/(api\/v0\.\d|results)(\/|$)/;
/** Fastify adds these to every route. */
const ADDED = new Set(['HEAD', 'OPTIONS']);

describe('the OpenAPI document and the routes', () => {
  const routes = new Set<string>();
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const url = process.env.ASSAY_TEST_DATABASE_URL ?? '';
    const adapter = new FastifyAdapter();
    adapter.getInstance().addHook('onRoute', ({ method, url: path }) => {
      for (const one of [method].flat()) if (!ADDED.has(one)) routes.add(`${one} ${anonymous(path)}`);
    });
    const config = readConfig({ DATABASE_URL: url, ASSAY_LOG_LEVEL: 'silent' });
    app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config, url), adapter, {
      bodyParser: false,
      abortOnError: false,
      logger: false,
    });
    await app.init();
  });
  afterAll(() => app.close());

  const described = new Set(operationsOf(buildDocument()).map(({ at }) => anonymous(at)));

  it('agree: every native route is described', () => {
    const native = [...routes].filter((route) => !FACES.test(route));
    expect(native.filter((route) => !described.has(route)).sort()).toEqual([]);
  });

  it('agree: every description has its route', () => {
    expect([...described].filter((route) => !routes.has(route)).sort()).toEqual([]);
  });
});
