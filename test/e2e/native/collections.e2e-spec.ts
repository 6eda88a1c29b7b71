import { RESOURCES } from '../../../src/resources';
import { Resource } from '../../../src/collections/resource';
import { startApp, TestApp } from '../../support/app';
import { Body, create, fullBody, minimalBody, seedEach, writable } from './sample-rows';

let app: TestApp;
let keys: Body;
beforeAll(async () => {
  app = await startApp();
  keys = await seedEach(app);
});
afterAll(() => app.close());

const pathOf = (resource: Resource, key: unknown): string =>
  `${resource.name}/${encodeURIComponent(String(key))}/`;
const shown = (resource: Resource, detail: boolean): string[] =>
  Object.entries(resource.fields)
    .filter(([, field]) => !field.writeOnly && (detail || !field.detailOnly))
    .map(([name]) => name);
const every = RESOURCES.map((resource): [string, Resource] => [resource.name, resource]);
const written = every.filter(([, resource]) => resource.access !== 'nobody');

/** What a body said, as the row shows it. */
function said(resource: Resource, body: Body): Body {
  const entries = Object.entries(body).filter(([name]) => !resource.fields[name]?.writeOnly);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' && resource.fields[name]?.type === 'decimal'
        ? expect.stringMatching(/^12\.50+$/)
        : value,
    ]),
  );
}

describe.each(every)('%s', (_name, resource) => {
  test('is listed in its envelope, its rows without what only single rows show', async () => {
    const answer = await app.ask(`${resource.name}/`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(answer.headers.get('vary')).toMatch(/Accept/);
    expect(Object.keys(answer.body)).toEqual(['count', 'next', 'previous', 'results']);
    expect(answer.body.count).toBeGreaterThan(0);
    for (const row of answer.body.results) expect(Object.keys(row)).toEqual(shown(resource, false));
  });

  test('shows one row, by every spelling of its path', async () => {
    const path = pathOf(resource, keys[resource.name]);
    const answer = await app.ask(path);
    expect([answer.status, Object.keys(answer.body)]).toEqual([200, shown(resource, true)]);
    expect((await app.ask(path.slice(0, -1))).body).toEqual(answer.body);
    expect(Object.keys((await app.ask(resource.name)).body)).toEqual([
      'count',
      'next',
      'previous',
      'results',
    ]);
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    for (const path of [`${resource.name}/`, pathOf(resource, keys[resource.name])]) {
      const [get, head] = [await app.ask(path), await app.ask(path, { method: 'HEAD' })];
      expect([head.status, head.text]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'allow', 'vary'])
        expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
  });

  test('refuses other methods and names those it has', async () => {
    const read = 'GET, HEAD, OPTIONS';
    const closed = resource.access === 'nobody';
    const [list, row] = closed
      ? [read, read]
      : ['GET, POST, HEAD, OPTIONS', 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS'];
    for (const [path, method, allow] of [
      [`${resource.name}/`, 'PUT', list],
      [`${resource.name}/`, 'PATCH', list],
      [`${resource.name}/`, 'DELETE', list],
      [pathOf(resource, keys[resource.name]), 'POST', row],
    ] as const) {
      const answer = await app.ask(path, { method, json: {} });
      expect([answer.status, answer.headers.get('allow'), answer.body]).toEqual([
        405,
        allow,
        { detail: `Method "${method}" not allowed.` },
      ]);
    }
    expect((await app.ask(`${resource.name}/`)).headers.get('allow')).toBe(list);
    expect((await app.ask(pathOf(resource, keys[resource.name]))).headers.get('allow')).toBe(row);
  });

  test('does not find a row that is not there', async () => {
    const key = resource.fields[resource.key]?.type === 'int' ? 2_000_000_000 : 'not there';
    for (const method of closed(resource) ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await app.ask(pathOf(resource, key), {
        method,
        ...(method === 'PUT' ? { json: {} } : {}),
      });
      expect([method, answer.status]).toEqual([method, 404]);
    }
  });
});

const closed = (resource: Resource): boolean => resource.access === 'nobody';

describe.each(written)('%s', (_name, resource) => {
  test('makes a row of what is required, and one of everything, and shows both as said', async () => {
    for (const body of [minimalBody(resource, keys), fullBody(resource, keys)]) {
      const made = await create(app, resource, body);
      expect([made.status, made.text.slice(0, 200)]).toEqual([201, expect.any(String)]);
      expect(made.body).toMatchObject(said(resource, body));
      const { token, ...row } = made.body;
      // A token is shown once; where it is a field, it stays.
      if (token !== undefined && resource.name !== 'tokens') row.token = token;
      expect((await app.ask(pathOf(resource, row[resource.key]))).body).toEqual(row);
      expect(typeof token).toBe(/tokens$/.test(resource.name) ? 'string' : 'undefined');
    }
  });

  test('names every required field that is missing', async () => {
    const required = writable(resource).filter(([, field]) => field.required && !field.createOnly);
    const asked = writable(resource).filter(([, field]) => field.required);
    if (asked.length > 0 && !resource.uploaded) {
      const answer = await app.ask(`${resource.name}/`, { json: {} });
      expect([answer.status, answer.body]).toEqual([400, missing(asked)]);
    }
    const answer = await app.ask(pathOf(resource, keys[resource.name]), { method: 'PUT', json: {} });
    expect(required.length > 0 ? [answer.status, answer.body] : [answer.status]).toEqual(
      required.length > 0 ? [400, missing(required)] : [200],
    );
  });

  test('PUT with what is required keeps what is optional; so does an empty PATCH', async () => {
    const row = (await create(app, resource, fullBody(resource, keys))).body;
    delete row.token;
    const path = pathOf(resource, row[resource.key]);
    const body = minimalBody(resource, keys);
    const put = await app.ask(path, { method: 'PUT', json: body });
    expect(put.status).toBe(200);
    const changed = Object.entries(body).filter(([name]) => !resource.fields[name]?.createOnly);
    expect(put.body).toEqual({ ...row, ...Object.fromEntries(changed) });
    const patch = await app.ask(path, { method: 'PATCH', json: {} });
    expect([patch.status, patch.body]).toEqual([200, put.body]);
  });

  test('PATCH changes each field alone; keys and what is fixed stay, unknown names are ignored', async () => {
    const row = (await create(app, resource, minimalBody(resource, keys))).body;
    delete row.token;
    const path = pathOf(resource, row[resource.key]);
    for (const [name, value] of Object.entries(fullBody(resource, keys))) {
      const field = resource.fields[name];
      const json = { [name]: value, nonsense: 1, id: 77, __proto__: null };
      const answer = await app.ask(path, { method: 'PATCH', json });
      expect([name, answer.status]).toEqual([name, 200]);
      if (field?.createOnly) expect(answer.body[name]).toEqual(row[name]);
      else expect(answer.body).toMatchObject(said(resource, { [name]: value }));
      expect(answer.body[resource.key]).toEqual(row[resource.key]);
      expect('nonsense' in answer.body).toBe(false);
    }
  });

  test('read-only fields are ignored, whatever is said of them', async () => {
    const readOnly = Object.entries(resource.fields).filter(([, field]) => field.readOnly);
    const row = (await create(app, resource, minimalBody(resource, keys))).body;
    const json = Object.fromEntries(readOnly.map(([name]) => [name, { not: 'even the type' }]));
    const answer = await app.ask(pathOf(resource, row[resource.key]), { method: 'PATCH', json });
    expect(answer.status).toBe(200);
    for (const [name] of readOnly) expect([name, answer.body[name]]).toEqual([name, row[name]]);
  });

  test('DELETE answers 204 without a body, and 404 from then on', async () => {
    const row = (await create(app, resource, minimalBody(resource, keys))).body;
    const path = pathOf(resource, row[resource.key]);
    const gone = await app.ask(path, { method: 'DELETE' });
    expect([gone.status, gone.text, gone.headers.get('content-type')]).toEqual([204, '', null]);
    for (const method of ['DELETE', 'GET', 'PATCH']) {
      const answer = await app.ask(path, { method });
      expect([method, answer.status, answer.body]).toEqual([method, 404, { detail: 'Not found.' }]);
    }
  });

  test('refuses a second row where one must be unique, and says so', async () => {
    const alone = writable(resource).filter(([, field]) => 'unique' in field && field.unique);
    const together = (resource.uniqueTogether ?? []).filter((names) =>
      names.every((name) => resource.fields[name]),
    );
    const body = fullBody(resource, keys);
    const first = await create(app, resource, body);
    expect(first.status).toBe(201);
    for (const [name] of alone) {
      const json = { ...fullBody(resource, keys), [name]: body[name] };
      const answer = await app.ask(`${resource.name}/`, { json });
      expect([answer.status, answer.body]).toEqual([
        400,
        { [name]: [`${resource.verboseName} with this ${name.replaceAll('_', ' ')} already exists.`] },
      ]);
    }
    for (const names of together) {
      const same = Object.fromEntries(names.map((name) => [name, body[name]]));
      const answer = await app.ask(`${resource.name}/`, { json: { ...fullBody(resource, keys), ...same } });
      expect([answer.status, answer.body]).toEqual([
        400,
        { non_field_errors: [`The fields ${names.join(', ')} must make a unique set.`] },
      ]);
    }
  });
});

function missing(fields: [string, unknown][]): Body {
  return Object.fromEntries(fields.map(([name]) => [name, ['This field is required.']]));
}
