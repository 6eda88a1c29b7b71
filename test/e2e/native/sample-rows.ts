import { TestApp } from '../../support/app';
import { RESOURCES } from '../../../src/resources';
import { Resource } from '../../../src/collections/resource';
import { FieldStatement } from '../../../src/query/statement';
import { Viewer } from '../../../src/auth/viewer';

export type Body = Record<string, unknown>;

/** A permission that fits, by the collection of rows that grant it; none of them hides anything. */
const GRANTING: Record<string, string> = {
  devicepermissions: 'change_device',
  devicetypepermissions: 'change_devicetype',
  workerpermissions: 'change_worker',
};
const GROUPS = '\0groups';
const PERMISSIONS = '\0permissions';
const FIRST_GROUPS = 60;

let serial = 0;
/** A word that no other row has. */
export const fresh = (word: string): string => `${word}${(serial += 1)}`;

/** A value that a field of this type takes. */
function sampleOf(name: string, field: FieldStatement<Viewer>, related: Body): unknown {
  if (field.type === 'relation') {
    // A group may hold each permission on an object once: rows that grant something take one group after the other.
    if (name === 'group' && field.to().name === 'usergroups') return (related[GROUPS] as unknown[]).shift();
    const key = related[field.to().name];
    return field.many ? (key === undefined ? [] : [key]) : key;
  }
  if (field.format === 'email') return `${fresh('mail')}@example.org`;
  if (field.format === 'username') return fresh('üser.+-_');
  if (name === 'scopes') return ['read'];
  if (name === 'content_type') return 'text/plain';
  switch (field.type) {
    case 'text':
      return fresh(`${name} ü😀 `);
    case 'choice':
      return field.choices?.at(-1);
    case 'int':
      return 40_000 + (serial += 1);
    case 'decimal':
      return '12.5';
    case 'bool':
      return true;
    case 'time':
      return '2024-06-07T08:09:10.123456Z';
    case 'json':
      return { a: { b: ['ü', 1, null, true] } };
  }
}

/** The fields of a resource that a new row may say. */
export const writable = (resource: Resource): [string, FieldStatement<Viewer>][] =>
  Object.entries(resource.fields).filter(([, field]) => !field.readOnly);

/** A body that says only what is required. */
export function minimalBody(resource: Resource, related: Body): Body {
  const fields = writable(resource).filter(
    ([name, field]) => field.required || (resource.name === 'attachments' && name === 'name'),
  );
  return bodyOf(resource, fields, related);
}

/** A body that says everything. */
export function fullBody(resource: Resource, related: Body): Body {
  return bodyOf(resource, writable(resource), related);
}

function bodyOf(resource: Resource, fields: [string, FieldStatement<Viewer>][], related: Body): Body {
  const fitting = GRANTING[resource.name]
    ? { ...related, permissions: (related[PERMISSIONS] as Body)[GRANTING[resource.name] ?? ''] }
    : related;
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(name, field, fitting)]));
}

/** Makes a row; files by the way they have. */
export function create(app: TestApp, resource: Resource, body: Body) {
  if (!resource.uploaded) return app.ask(`${resource.name}/`, { json: body });
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) if (value !== null) form.append(name, String(value));
  form.append('file', new Blob([fresh('bytes')]), 'file.txt');
  return app.ask(`${resource.name}/`, { body: form });
}

/** Relations first: a row of each collection, by its key, for others to refer to. */
const ORDER = [
  'architectures',
  'processors',
  'cores',
  'bitwidths',
  'usergroups',
  'users',
  'workers',
  'failuretags',
  'tags',
  'devicetypes',
  'aliases',
  'devices',
  'groups',
  'builds',
  'jobs',
  'suites',
  'testsets',
  'tests',
  'activities',
  'attachments',
  'logs',
  'testdata',
  'tokens',
  'artifacttokens',
  'devicepermissions',
  'devicetypepermissions',
  'workerpermissions',
  'jobstatuses',
  'teststatuses',
];

export const resourceNamed = (name: string): Resource => {
  const found = RESOURCES.find((resource) => resource.name === name);
  if (!found) throw new Error(`no collection ${name}`);
  return found;
};

/** Groups for so many more rows that grant something to one. */
export async function makeGroups(app: TestApp, keys: Body, count: number): Promise<void> {
  const groups = await app.make(
    'usergroups/',
    Array.from({ length: count }, () => ({ name: fresh('group') })),
  );
  (keys[GROUPS] as unknown[]).push(...groups.map((row: Body) => row.id));
}

/** One full row in every collection; gives the key of each. */
export async function seedEach(app: TestApp): Promise<Body> {
  const { body } = await app.ask('permissions/?page_size=100');
  const permissions = body.results as { id: number; codename: string }[];
  const keys: Body = {
    [GROUPS]: [],
    [PERMISSIONS]: Object.fromEntries(permissions.map(({ id, codename }) => [codename, id])),
    permissions: permissions[0]?.id,
  };
  await makeGroups(app, keys, FIRST_GROUPS);
  for (const name of ORDER) {
    const resource = resourceNamed(name);
    const answer = await create(app, resource, fullBody(resource, keys));
    if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    keys[name] = answer.body[resource.key];
  }
  const twice = `<testcase name="${fresh('t')}"/>`;
  const report = `<testsuite name="s">${twice}${twice}</testsuite>`;
  const ingest = await app.ask('ingest/?name=seed&group=seed&build=1', { body: report });
  keys.ingests = ingest.body.id;
  keys.ingestrecords = (await app.ask(`ingests/${ingest.body.id}/records/`)).body.results[0].id;
  return keys;
}
