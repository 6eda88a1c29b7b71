import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { defaultDataDir } from '../../src/config/config';
import { SETTINGS } from '../../src/config/settings';
import { LOOKUPS } from '../../src/query/lookup-names';
import { RESOURCES } from '../../src/resources/index';
import { anchorsOf, relativeLinksOf, tableOf } from '../readme/markdown';
import { isAsShown, Ran, runSteps, scriptsOf, Step, tourOf } from '../readme/tour';
import { RunningAssay, startAssay } from '../support/run-assay';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const README = read('README.md');
const SHOWN_ADDRESS = 'http://127.0.0.1:8000';
const { npm, steps } = tourOf(README);
const named = (list: readonly Step[]) =>
  list.map((step, at) => [`line ${step.line}: ${step.commands.split('\n')[0]}`, at] as const);

describe('the commands of the README', () => {
  let folder: string;
  let server: RunningAssay;
  let printed = '';
  let address = '';
  let ran: Ran[] = [];
  let stderr = '';

  /** What the page says, as it is on this server. */
  const here = (text: string): string => text.replaceAll(SHOWN_ADDRESS, address);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-readme-'));
    // For root, PostgreSQL runs as another user, who must be able to pass.
    await chmod(folder, 0o711);
    const env = {
      HOME: folder,
      DATABASE_URL: process.env.ASSAY_TEST_DATABASE_URL ?? '',
      ASSAY_DATA_DIR: join(folder, 'data'),
    };
    server = startAssay(['serve'], { ...env, PORT: '0', ASSAY_LOG_LEVEL: 'silent' });
    await new Promise<void>((ready, fail) => {
      server.child.stdout?.on('data', (text: string) => {
        printed += text;
        if (printed.includes('not shown again')) ready();
      });
      void server.ended.then((run) => fail(new Error(`The server ended: ${run.stderr}`)));
    });
    address = /http:\/\/[\d.:]+/.exec(printed)?.[0] ?? '';
    const token = /Token:\s*(\S+)/.exec(printed)?.[1] ?? '';
    const assay = `node -r ${ROOT}/test/support/register-swc.js ${ROOT}/src/cli/main.ts`;
    const real = steps.map((step) => ({
      ...step,
      commands: here(step.commands)
        .replace(/^TOKEN=.*$/m, `TOKEN=${token}`)
        .replaceAll('node bin/assay.js', assay)
        // This run has a database of its own to serve; a folder of its own means the embedded one.
        .replaceAll('ASSAY_DATA_DIR=', 'DATABASE_URL= ASSAY_DATA_DIR='),
    }));
    ({ ran, stderr } = await runSteps(real, folder, { ...env, ASSAY_URL: address }));
  }, 180_000);

  afterAll(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  it('start the server, which prints what the page shows', () => {
    expect(npm[0]?.commands).toBe('npm ci && npm start');
    expect(isAsShown(printed, here(npm[0]?.shown ?? ''))).toBe(true);
  });

  it.each(named(steps))('succeed and print what is shown, %s', (_, at) => {
    const { done, output } = ran[at] as Ran;
    if (!done) throw new Error(`It failed.\n${output}\n${stderr}`);
    const shown = steps[at]?.shown ?? null;
    if (shown !== null && !isAsShown(output, here(shown))) expect(output).toBe(here(shown));
  });

  it('export files that can be pushed again and give the same tests', async () => {
    const counts = async (job: number): Promise<unknown> =>
      ((await (await fetch(`${address}/api/v1/jobs/${job}/summary/`)).json()) as { tests: unknown }).tests;
    const first = await counts(3);
    const token = /Token:\s*(\S+)/.exec(printed)?.[1] ?? '';
    for (const extension of ['xml', 'tap', 'csv', 'yaml']) {
      const answer = await fetch(`${address}/api/v1/ingest/?name=${extension}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
        body: await readFile(join(folder, `job_3.${extension}`)),
      });
      expect(answer.status).toBe(201);
      expect(await counts(((await answer.json()) as { job: number }).job)).toEqual(first);
    }
  });

  it.each(named(npm))('are scripts of this package, %s', (_, at) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of scriptsOf(npm[at]?.commands ?? '')) expect(Object.keys(scripts)).toContain(name);
  });

  it('name the address that the server has by default', () => {
    const byName = Object.fromEntries(SETTINGS.map((setting) => [setting.name, setting.default]));
    expect(`http://${byName.host}:${byName.port}`).toBe(SHOWN_ADDRESS);
  });
});

describe('the pages', () => {
  const pages = [
    'README.md',
    'CHANGELOG.md',
    ...readdirSync(join(ROOT, 'docs'), { recursive: true })
      .map((name) => join('docs', String(name)))
      .filter((name) => name.endsWith('.md')),
  ];

  it.each(pages)('have links that lead somewhere, %s', (page) => {
    const broken = relativeLinksOf(read(page)).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('have no page that the index of docs/ does not name', () => {
    const index = relativeLinksOf(read('docs/README.md')).map((link) => join('docs', link));
    const missing = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(missing.filter((page) => !index.includes(page))).toEqual([]);
  });

  it('list every setting of the server, with its default and its meaning', () => {
    const expected = SETTINGS.map(({ name, variable, default: value, help }) => {
      const shown = name === 'dataDir' ? defaultDataDir({ HOME: '~' }) : value;
      return [`\`${variable}\``, shown === null ? '' : `\`${String(shown)}\``, help];
    });
    expect(tableOf(README, 'variable', 'default', 'meaning')).toEqual(expected);
  });

  it('list every collection, its key, its order and who writes it', () => {
    const rows = tableOf(read('docs/api.md'), 'collection', 'key', 'order', 'who writes');
    const expected = RESOURCES.map(({ name, key, defaultOrder }) => [
      `\`${name}\``,
      `\`${key}\``,
      `\`${defaultOrder.join(',')}\``,
    ]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual(expected);
    const words = new Map<string, string>();
    // One way of saying it for each kind of access, and no two kinds said alike.
    RESOURCES.forEach(({ access, owner, uploaded }, at) => {
      const kind = [access, owner === undefined, uploaded ?? false].join();
      expect(rows[at]?.[3]).toBe(words.get(kind) ?? rows[at]?.[3]);
      words.set(kind, rows[at]?.[3] ?? '');
    });
    expect(new Set(words.values()).size).toBe(words.size);
  });

  it('list the lookups of every type of field', () => {
    const rows = tableOf(read('docs/api.md'), 'type', 'lookups');
    const expected = Object.entries(LOOKUPS).map(([type, lookups]) => [
      type,
      lookups.map((lookup) => `\`${lookup}\``).join(' '),
    ]);
    expect(rows).toEqual(expected);
  });

  describe('of the architecture', () => {
    const page = read('docs/architecture.md');

    it('name every import of one room from another', () => {
      const allowed = new Map(
        tableOf(page, 'room', 'may import', 'what lives there').map(([room = '', list = '']) => [
          room.replaceAll('`', ''),
          list.split(' '),
        ]),
      );
      const known = importsBetweenRooms().filter(({ from, to }) => ROOMS.has(from) && ROOMS.has(to));
      expect(known.filter(({ from, to }) => !allowed.get(from)?.includes(to))).toEqual([]);
    });

    it('draw arrows that are imports, and from which all other imports follow', () => {
      const arrows = [...page.matchAll(/^\s+(\S+) --> (\S+)$/gm)].map(([, from = '', to = '']) => ({
        from,
        to,
      }));
      const imports = importsBetweenRooms();
      const same = (one: Import, other: Import): boolean => one.from === other.from && one.to === other.to;
      expect(arrows.filter((arrow) => !imports.some((found) => same(found, arrow)))).toEqual([]);
      const leads = (from: string, to: string): boolean =>
        arrows.some((arrow) => arrow.from === from && (arrow.to === to || leads(arrow.to, to)));
      expect(imports.filter(({ from, to }) => !leads(from, to))).toEqual([]);
    });
  });
});

interface Import {
  from: string;
  to: string;
}

const ROOMS = new Set(
  readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
);

/** The room of a source, by its path below the project: a folder of src/, a file at its top, or `migrations`. */
function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'src' ? room.replace(/\.ts$/, '') : top;
}

/** Who imports whom, specs left out. */
function importsBetweenRooms(): Import[] {
  const files = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))),
  );
  const found = new Set<string>();
  for (const file of files) {
    if (!file.endsWith('.ts') || /(\.spec|\/toys|\/spec-kit)\.ts$/.test(file)) continue;
    for (const [, target = ''] of read(file).matchAll(/(?:from|load\()\s*'(\.[^']*)'/g)) {
      const to = roomOf(join(dirname(file), target));
      if (to !== roomOf(file)) found.add(`${roomOf(file)} ${to}`);
    }
  }
  return [...found].map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, to };
  });
}
