import 'reflect-metadata';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ANONYMOUS, Viewer } from '../../src/auth/viewer';
import { Resource } from '../../src/collections/resource';
import { readConfig } from '../../src/config/config';
import { dataSourceOptions } from '../../src/database/data-source';
import { ListService } from '../../src/http/list.service';
import { PageReader } from '../../src/http/page.reader';
import { belowParents, listedBy, Nesting, nestingPath, nestingsOf, parentsOf } from '../../src/http/nesting';
import { ENTITIES } from '../../src/resources/entities';
import { RESOURCES } from '../../src/resources/index';
import { SqlRecorder } from '../support/sql-recorder';

const FOLDER = join(__dirname, '..', 'sql');
const UPDATE = process.env.UPDATE_SQL === '1';
const ANN: Viewer = {
  id: 7,
  username: 'ann',
  is_staff: false,
  is_superuser: false,
  scopes: ['read'],
  permissions: [],
};

/** For each collection: a filtered and ordered list, and one through relations where there are any. */
const QUERIES: Record<string, [filtered: string, traversal?: string]> = {
  activities: [
    'activity=deploy&ordering=-time',
    'job__actual_device__hostname=qemu-01&test__name__icontains=usb',
  ],
  aliases: ['name__startswith=x&ordering=-name', 'device_type__architecture__name=arm64'],
  architectures: ['name__in=arm64,riscv64&ordering=-name'],
  artifacttokens: ['name__startswith=git&ordering=-name', 'user__username=ann'],
  attachments: ['content_type=text/plain&ordering=-created', 'job__state=Running&test__result=fail'],
  bitwidths: ['width__gte=32&ordering=-width'],
  builds: ['name__contains=rc&ordering=-created', 'group__name=kernel&ordering=group__name'],
  cores: ['name__icontains=cortex&ordering=-name'],
  devicepermissions: ['ordering=-device', 'device__device_type__name=qemu&group__name=lab'],
  devices: [
    'state=Idle&health!=Bad&ordering=device_type,-hostname',
    'tags__name=usb&device_type__cores__name=Cortex-A53&ordering=-device_type__core_count',
  ],
  devicetypepermissions: ['ordering=-device_type', 'permission__codename=view_devicetype'],
  devicetypes: ['display=true&ordering=-core_count', 'cores__name__in=Cortex-A53,Cortex-A72&bits__width=64'],
  failuretags: ['name__startswith=infra&ordering=-name'],
  groups: ['name__iexact=kernel&ordering=-id', 'parent__parent__name=all'],
  ingestrecords: [
    'outcome=rejected&line__gt=10&ordering=line',
    'ingest__format=junit&ingest__job__name=nightly',
  ],
  ingests: [
    'format=junit&stored__gt=0&ordering=-created',
    'job__name__startswith=nightly&submitter__username=ann',
  ],
  jobs: [
    'state__in=Running,Finished&submit_time__gte=2026-01-01&metadata__branch=main&ordering=-priority,submit_time',
    'actual_device__device_type__name=qemu&tags__name=usb&viewing_groups__name!=secret&ordering=actual_device__worker_host',
  ],
  jobstatuses: ['good=true&ordering=-name'],
  logs: ['level=error&message__regex=^panic&ordering=-time', 'job__submitter__username=ann'],
  permissions: ['model=device&ordering=codename'],
  processors: ['name__endswith=x&ordering=-name'],
  suites: ['name__startswith=ltp&tests_fail__gt=0&ordering=-name', 'job__requested_device_type__name=qemu'],
  tags: ['description__isnull=false&ordering=-name'],
  testdata: ['category=perf&key__in=p50,p99&ordering=-key', 'test__job__state=Finished'],
  tests: [
    'result__in=fail,error&duration__range=1,60&name__contains=usb&ordering=-duration,name',
    'suite__name=boot&job__actual_device__tags__name=usb&job__group__name=kernel',
  ],
  testsets: ['name__contains=usb&ordering=-name', 'suite__job__actual_device__hostname=qemu-01'],
  teststatuses: ['counts_in_pass_rate=true&ordering=-name'],
  tokens: ['name__icontains=ci&ordering=-created', 'user__username=ann'],
  usergroups: ['name__startswith=lab&ordering=-name'],
  users: ['is_active=true&ordering=-date_joined', 'groups__name=lab'],
  workerpermissions: ['ordering=-worker', 'worker__state=Online&group__name=lab'],
  workers: ['state=Online&last_ping__lt=2026-01-01&ordering=-job_limit'],
};

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

/** The statements of one list request: its page, its count, and whatever else it asks. */
async function statements(
  resource: Resource,
  path: string,
  viewer: Viewer,
  nesting?: Nesting,
): Promise<string> {
  const request = { originalUrl: `/api/v1/${path}`, headers: {}, protocol: 'http', host: 'x', viewer };
  const reply = { header: (): unknown => fail(`GET ${path} ignores a parameter`) };
  const base = nesting && belowParents(dataSource.manager, nesting, keysAbove(nesting));
  recorder.statements.length = 0;
  await lists.list(resource, request as unknown as FastifyRequest, reply as unknown as FastifyReply, base);
  return recorder.statements.join('\n\n');
}

function fail(message: string): never {
  throw new Error(message);
}

const keysAbove = (nesting: Nesting): (string | number)[] =>
  parentsOf(nesting).map(({ name, key, fields }, at) =>
    fields[key]?.type === 'int' ? at + 1 : `some ${name}`,
  );

/** All snapshots of a collection, for nobody and for a user; where both ask the same, it is said once. */
async function snapshot(resource: Resource): Promise<string> {
  const wanted: [path: string, listed: Resource, nesting?: Nesting][] = [
    [`${resource.name}/`, resource],
    ...(QUERIES[resource.name] ?? []).map((query): [string, Resource] => [
      `${resource.name}/?${query}`,
      resource,
    ]),
    ...nestingsOf(resource).map((nesting): [string, Resource, Nesting] => {
      const keys = keysAbove(nesting);
      return [
        `${nestingPath(nesting).replace(/:k(\d)/g, (_, at: string) => String(keys[Number(at)]))}/`,
        listedBy(nesting),
        nesting,
      ];
    }),
  ];
  const parts: string[] = [];
  for (const [path, listed, nesting] of wanted) {
    const nobody = await statements(listed, path, ANONYMOUS, nesting);
    const user = await statements(listed, path, ANN, nesting);
    const title = `-- GET /api/v1/${path}`;
    if (nobody === user) parts.push(`${title}\n-- anybody\n\n${nobody}`);
    else parts.push(`${title}\n-- nobody in particular\n\n${nobody}`, `${title}\n-- a user\n\n${user}`);
  }
  return `${parts.join('\n\n\n')}\n`;
}

describe('the SQL of the lists', () => {
  it('is known for every collection, through relations where it has any', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(RESOURCES.map(({ name }) => name).sort());
    for (const { name, fields } of RESOURCES)
      expect({ name, traversal: QUERIES[name]?.[1] !== undefined }).toEqual({
        name,
        traversal: Object.values(fields).some(
          ({ type, unfilterable }) => type === 'relation' && !unfilterable,
        ),
      });
  });

  it('has no file that belongs to nobody', () => {
    const known = RESOURCES.map(({ name }) => `${name}.sql`);
    const strange = readdirSync(FOLDER).filter((file) => file.endsWith('.sql') && !known.includes(file));
    if (UPDATE) for (const file of strange) rmSync(join(FOLDER, file));
    else expect(strange).toEqual([]);
  });

  it.each(RESOURCES.map((resource) => [resource.name, resource] as const))(
    'is that of test/sql/%s.sql (UPDATE_SQL=1 writes it anew)',
    async (name, resource) => {
      const file = join(FOLDER, `${name}.sql`);
      const sql = await snapshot(resource);
      if (UPDATE) writeFileSync(file, sql);
      expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(sql);
    },
  );
});
