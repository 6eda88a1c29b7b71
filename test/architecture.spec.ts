import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');
const MOST_LINES = 250;
/** Lists of one thing after the other: they are long because there is much of it, not because a second idea moved in. */
const CATALOGUES: readonly string[] = [];
/** Beside the specs in a room, and for them only. */
const FOR_SPECS = /(\.spec|\/spec-kit|\/toys)\.ts$/;

interface Room {
  /** Rooms and top-level files downhill of this one; `resources.entities` are the tables alone. */
  rooms: string;
  /** npm packages; `node:fs` and its like are named, too, because pure rooms touch no machine. */
  packages: string;
}

/**
 * The rooms under `src/`, uphill first from nothing to everything: a room may import only what its line names, and its
 * line may name only what stands above it. Files at the top of `src/` are rooms of their own.
 */
const ROOMS: Readonly<Record<string, Room>> = {
  migrations: { rooms: '', packages: 'typeorm' },
  config: { rooms: '', packages: '@nestjs/common node:os node:path' },
  errors: { rooms: '', packages: '' },
  vocabulary: { rooms: '', packages: '' },
  formats: { rooms: 'errors vocabulary', packages: 'csv-parse sax yaml node:stream node:util' },
  query: { rooms: 'errors', packages: 'typeorm nestjs-paginate' },
  database: {
    rooms: 'config errors migrations',
    packages: '@nestjs/common @nestjs/typeorm typeorm pg pg-copy-streams node:*',
  },
  blobs: { rooms: 'config errors', packages: '@nestjs/common typeorm node:fs node:path' },
  events: { rooms: 'errors database', packages: '@nestjs/common typeorm pg' },
  store: { rooms: 'errors query database', packages: 'typeorm' },
  auth: {
    rooms: 'config errors database',
    packages:
      '@nestjs/common @nestjs/core @nestjs/passport passport-http-bearer @node-rs/argon2 fastify typeorm node:crypto',
  },
  collections: {
    rooms: 'errors query database store auth',
    packages: '@nestjs/common class-validator typeorm',
  },
  http: {
    rooms: 'config errors formats query database store auth collections',
    packages:
      '@nestjs/common @nestjs/core @nestjs/platform-fastify @nestjs/throttler fastify @fastify/multipart typeorm node:*',
  },
  'resources.entities': { rooms: 'vocabulary database auth', packages: 'typeorm' },
  resources: {
    rooms:
      'config errors vocabulary formats query database store events auth collections http resources.entities',
    packages: '@nestjs/common fastify typeorm',
  },
  submission: {
    rooms:
      'config errors vocabulary formats query database store auth collections resources resources.entities',
    packages: '@nestjs/common typeorm yaml node:crypto',
  },
  ingest: {
    rooms:
      'config errors vocabulary formats query database blobs events store auth collections http resources resources.entities',
    packages:
      '@nestjs/common fastify typeorm fzstd tar-stream yauzl node:crypto node:fs node:path node:stream node:timers node:zlib',
  },
  exports: {
    rooms:
      'config errors vocabulary formats query database store auth collections http resources resources.entities',
    packages: '@nestjs/common fastify typeorm pg pg-cursor node:stream',
  },
  attachments: {
    rooms:
      'config errors vocabulary formats query database blobs store auth collections http resources resources.entities',
    packages: '@nestjs/common fastify typeorm node:fs node:path',
  },
  dataset: {
    rooms: 'errors vocabulary formats database store auth resources.entities',
    packages: 'typeorm pg pg-copy-streams node:*',
  },
  openapi: {
    rooms:
      'config errors vocabulary formats query store auth collections http resources ingest exports attachments',
    packages: '@nestjs/common @nestjs/swagger fastify reflect-metadata node:*',
  },
  ops: {
    rooms:
      'config errors query database store auth collections http resources ingest exports attachments openapi',
    packages:
      '@nestjs/common @nestjs/platform-fastify @fastify/helmet fastify pino prom-client pg typeorm node:*',
  },
  'stop-on-signal': { rooms: '', packages: '' },
  'close-app': { rooms: '', packages: '@nestjs/platform-fastify node:http node:net node:timers' },
  'open-database': { rooms: 'config database', packages: '' },
  'prepare-database': { rooms: 'database resources.entities', packages: 'typeorm' },
  'app.module': {
    rooms:
      'config database auth http resources resources.entities submission ingest exports attachments openapi ops events',
    packages: '@nestjs/common',
  },
  app: {
    rooms: 'config http resources ops app.module',
    packages: '@nestjs/core @nestjs/platform-fastify @fastify/multipart fastify',
  },
  serve: {
    rooms: 'config errors auth dataset ops stop-on-signal close-app open-database prepare-database app',
    packages: '@nestjs/platform-fastify typeorm',
  },
  main: { rooms: 'config serve', packages: 'reflect-metadata' },
  cli: {
    rooms: 'config errors formats database auth dataset open-database prepare-database serve',
    packages: 'commander reflect-metadata typeorm node:*',
  },
};
/** Protocols: each stands on the core and never on another. */
const FACE: Room = {
  rooms:
    'config errors vocabulary formats query database store events auth collections http resources resources.entities submission ingest exports',
  packages: '@nestjs/common fastify typeorm node:stream',
};

interface Import {
  file: string;
  from: string;
  to: string;
  what: string;
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort();

const shown = (path: string): string => relative(ROOT, path).split(sep).join('/');

/** The room of a path without its ending: `src/query/plan` → `query`. */
function roomOf(path: string): string {
  const [top = '', ...rest] = relative(ROOT, path).split(sep);
  if (top !== 'src') return top;
  const [first = '', second = ''] = rest;
  if (rest.length === 1) return first;
  if (first === 'faces') return `faces/${second}`;
  if (first === 'resources' && /(\.entity|\/entities|\/entity-columns)$/.test(path))
    return 'resources.entities';
  return first;
}

const bare = (path: string): string => path.replace(/\.ts$/, '');

function importsOf(file: string): Import[] {
  const from = roomOf(bare(file));
  return preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName: what }) => {
    const to = what.startsWith('.') ? roomOf(join(dirname(file), bare(what))) : '';
    return { file: shown(file), from, to, what };
  });
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);
const sources = [...files(SRC), ...files(join(ROOT, 'migrations'))].filter((file) => !FOR_SPECS.test(file));
const imports = sources.flatMap(importsOf);
const between = imports.filter(({ from, to }) => to !== '' && from !== to);
const lineOf = (room: string): Room | undefined => (room.startsWith('faces/') ? FACE : ROOMS[room]);

/** `pg-cursor`, `@nestjs/common`, `node:fs` of whatever lies below them. */
const packageOf = (what: string): string =>
  what
    .split('/')
    .slice(0, what.startsWith('@') ? 2 : 1)
    .join('/');

describe('the rooms of the house', () => {
  it('stand in the table, all of them', () => {
    expect([...new Set(imports.map(({ from }) => from))].filter((room) => !lineOf(room))).toEqual([]);
  });

  it('are built on rooms above them in the table only', () => {
    const order = Object.keys(ROOMS);
    for (const [at, room] of order.entries())
      expect({
        room,
        uphill: words(ROOMS[room]?.rooms ?? '').filter((other) => !order.slice(0, at).includes(other)),
      }).toEqual({ room, uphill: [] });
    expect(words(FACE.rooms).filter((room) => !order.includes(room))).toEqual([]);
  });

  it('import downhill only', () => {
    const listed = ({ from, to }: Import): boolean => from === 'app.module' && to.startsWith('faces/');
    const uphill = between.filter(
      (one) => !listed(one) && !words(lineOf(one.from)?.rooms ?? '').includes(one.to),
    );
    expect(uphill.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });

  it('never stand face on face', () => {
    const faced = between.filter(({ from, to }) => from.startsWith('faces/') && to.startsWith('faces/'));
    expect(faced.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });

  it('form no circle', () => {
    expect(circle(new Map(between.map(({ from }) => [from, neighbours(from)])))).toBeNull();
  });

  it('use only the packages that are theirs to use', () => {
    const strange = imports.filter(({ from, to, what }) => {
      if (to !== '') return false;
      const allowed = words(lineOf(from)?.packages ?? '');
      return !allowed.includes(packageOf(what)) && !(what.startsWith('node:') && allowed.includes('node:*'));
    });
    expect(strange.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });

  it('leave what is made for specs to specs', () => {
    const lent = imports.filter(
      ({ file, to, what }) => to !== '' && FOR_SPECS.test(`${dirname(file)}/${what}.ts`),
    );
    expect(lent.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });

  it('say in a README.md what lives in them', () => {
    const rooms = new Set(files(SRC).map((file) => relative(SRC, file).split(sep)));
    const folders = new Set([...rooms].filter((parts) => parts.length > 1).map(([room]) => room as string));
    expect([...folders].filter((room) => !existsSync(join(SRC, room, 'README.md')))).toEqual([]);
  });

  it('hold no file that has outgrown its idea', () => {
    const long = files(SRC).filter((file) => readFileSync(file, 'utf8').split('\n').length - 1 > MOST_LINES);
    expect(long.map(shown).filter((file) => !CATALOGUES.includes(file))).toEqual([]);
  });
});

function neighbours(room: string): string[] {
  return [...new Set(between.filter(({ from }) => from === room).map(({ to }) => to))];
}

/** A way from a node back to itself, or null. */
function circle(graph: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, way: string[]): string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const found = walk(next, [...way, node]);
      if (found) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const found = walk(node, []);
    if (found) return found;
  }
  return null;
}
