import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ANONYMOUS, Viewer } from '../../src/auth/viewer';
import { Resource } from '../../src/collections/resource';
import { readConfig } from '../../src/config/config';
import { dataSourceOptions } from '../../src/database/data-source';
import { LAVA_WAYS } from '../../src/faces/lava-rest/ways';
import { devices } from '../../src/faces/lava-rest/statements/devices';
import { devicetypes } from '../../src/faces/lava-rest/statements/devicetypes';
import { jobs } from '../../src/faces/lava-rest/statements/jobs';
import { tests } from '../../src/faces/lava-rest/statements/results';
import { workers } from '../../src/faces/lava-rest/statements/workers';
import { ListService } from '../../src/http/list.service';
import { PageReader } from '../../src/http/page.reader';
import { CompileExtra } from '../../src/query/compile';
import { ENTITIES } from '../../src/resources/entities';
import { SqlRecorder } from '../support/sql-recorder';

const FOLDER = join(__dirname, '..', 'sql', 'lava');
const UPDATE = process.env.UPDATE_SQL === '1';
const ANN: Viewer = { ...ANONYMOUS, id: 7, username: 'ann' };
const OF_JOB: CompileExtra<Viewer> = {
  base: (row, _viewer, bind) => `${row}."job" = ${bind(1)}`,
  fixed: { job: 1 },
};

/** LAVA's lists that clients poll: plain, and as SQUAD and dashboards filter them. */
const LISTS: [name: string, resource: Resource, queries: string[], extra?: CompileExtra<Viewer>][] = [
  ['jobs', jobs, ['', 'state=Finished&requested_device_type__cores__name=kirin&ordering=-end_time']],
  ['devices', devices, ['', 'health__in=Good,Unknown&tags__name=usb']],
  ['devicetypes', devicetypes, ['']],
  ['workers', workers, ['']],
  ['tests', tests, ['', 'result=fail&name__contains=usb'], OF_JOB],
];

const recorder = new SqlRecorder();
let dataSource: DataSource;
let lists: ListService;

beforeAll(async () => {
  const config = readConfig({});
  const options = dataSourceOptions(process.env.ASSAY_TEST_DATABASE_URL ?? '', ENTITIES, config);
  dataSource = await new DataSource({ ...options, logging: ['query'], logger: recorder }).initialize();
  lists = new ListService(new PageReader(dataSource, config), config);
});

afterAll(() => dataSource.destroy());

async function statements(resource: Resource, query: string, viewer: Viewer, extra?: CompileExtra<Viewer>) {
  const request = { originalUrl: `/x/?${query}`, headers: {}, protocol: 'http', host: 'x', viewer };
  const reply = { header: (): unknown => undefined };
  recorder.statements.length = 0;
  await lists.list(
    resource,
    request as unknown as FastifyRequest,
    reply as unknown as FastifyReply,
    extra,
    LAVA_WAYS,
  );
  return recorder.statements.join('\n\n');
}

describe('the SQL of LAVA’s lists', () => {
  it.each(LISTS)('is that of test/sql/lava/%s.sql', async (...[name, resource, queries, extra]) => {
    let sql = '';
    for (const query of queries)
      for (const [who, viewer] of [
        ['nobody in particular', ANONYMOUS],
        ['a user', ANN],
      ] as const)
        sql += `-- ${name}?${query}\n-- ${who}\n\n${await statements(resource, query, viewer, extra)}\n\n\n`;
    const file = join(FOLDER, `${name}.sql`);
    if (UPDATE) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, sql);
    } else expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(sql);
  });
});
