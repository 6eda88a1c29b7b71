import { TestApp } from '../../support/app';
import { RESOURCES } from '../../../src/resources';
import { Resource } from '../../../src/collections/resource';
import { FieldStatement } from '../../../src/query/statement';
import { Viewer } from '../../../src/auth/viewer';

export type Body = Record<string, unknown>;

let serial = 0;
/** A word that no other row has. */
export const fresh = (word: string): string => `${word}${(serial += 1)}`;

/** A value that a field of this type takes. */
function sampleOf(name: string, field: FieldStatement<Viewer>, related: Body): unknown {
  if (field.type === 'relation') {
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
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(name, field, related)]));
}

/** A body that says everything. */
export function fullBody(resource: Resource, related: Body): Body {
  const fields = writable(resource);
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(name, field, related)]));
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
  'tags',
  'devicetypes',
  'aliases',
  'devices',
  'groups',
  'builds',
  'jobs',
  'suites',
  'tests',
  'activities',
  'attachments',
  'logs',
  'testdata',
  'tokens',
  'jobstatuses',
  'teststatuses',
];

export const resourceNamed = (name: string): Resource => {
  const found = RESOURCES.find((resource) => resource.name === name);
  if (!found) throw new Error(`no collection ${name}`);
  return found;
};

/** One full row in every collection; gives the key of each. */
export async function seedEach(app: TestApp): Promise<Body> {
  const keys: Body = {};
  for (const name of ORDER) {
    const resource = resourceNamed(name);
    const answer = await create(app, resource, fullBody(resource, keys));
    if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    keys[name] = answer.body[resource.key];
  }
  const report = `<testsuite name="s"><testcase name="${fresh('t')}"/></testsuite>`;
  const ingest = await app.ask('ingest/?name=seed&group=seed&build=1', { body: report });
  keys.ingests = ingest.body.id;
  return keys;
}
