import { readFileSync } from 'node:fs';
import { RESOURCES } from '../resources/index';
import { nestingsOf } from '../http/nesting';
import { describeFilters } from '../query/describe';
import { anonymous, faultsOf, operationsOf } from './check-document';
import { buildDocument } from './document';
import { DOCUMENT_FILE, documentText } from './document-text';
import { OpenApiDocument } from './types';

describe('the OpenAPI document', () => {
  const document = buildDocument();

  it('is sound: references resolve, ids are unique, parameters are declared', () => {
    expect(faultsOf(document)).toEqual([]);
  });

  it('is the one that is checked in (npm run openapi writes it)', () => {
    expect(readFileSync(DOCUMENT_FILE, 'utf8') === documentText()).toBe(true);
  });

  it('has every collection with its operations, and every nested list', () => {
    const operations = new Set(operationsOf(document).map(({ at }) => anonymous(at)));
    for (const { name, access } of RESOURCES) {
      const writable = access !== 'nobody';
      for (const method of writable ? ['GET', 'POST'] : ['GET'])
        expect(operations).toContain(`${method} /api/v1/${name}`);
      for (const method of writable ? ['GET', 'PUT', 'PATCH', 'DELETE'] : ['GET'])
        expect(operations).toContain(`${method} /api/v1/${name}/{}`);
    }
    for (const { root, steps } of RESOURCES.flatMap(nestingsOf)) {
      const path = `/api/v1/${root.name}${steps.map((step) => `/{}/${step.path}`).join('')}`;
      expect(operations).toContain(`GET ${path}`);
      expect(operations).toContain(`GET ${path}/{}`);
    }
  });

  it('has every filter of every collection, and its lists refer to them', () => {
    for (const resource of RESOURCES) {
      const list = document.paths[`/api/v1/${resource.name}/`]?.get;
      const refs = new Set(list?.parameters?.map((parameter) => ('$ref' in parameter ? parameter.$ref : '')));
      for (const { name } of describeFilters(resource)) {
        expect(document.components.parameters[`${resource.name}.${name}`]?.name).toBe(name);
        expect(refs).toContain(`#/components/parameters/${resource.name}.${name}`);
      }
    }
  });

  it('keeps passwords out of rows and natural keys out of changes', () => {
    const { schemas } = document.components;
    expect(schemas.User?.properties).not.toHaveProperty('password');
    expect(schemas.UserNew?.properties).toHaveProperty('password.writeOnly', true);
    expect(schemas.DeviceNew?.properties).toHaveProperty('hostname');
    expect(schemas.DeviceChange?.properties).not.toHaveProperty('hostname');
    expect(schemas.JobNew?.properties).not.toHaveProperty('id');
  });

  it('does not ask for what the address says', () => {
    const body = JSON.stringify(
      document.paths['/api/v1/jobs/{job}/suites/{suite}/tests/']?.post?.requestBody,
    );
    expect(body).toContain('"required":["name"]');
  });
});

describe('faultsOf', () => {
  const broken = (change: (document: OpenApiDocument) => void): string[] => {
    const copy = JSON.parse(documentText()) as OpenApiDocument;
    change(copy);
    return faultsOf(copy);
  };

  it('finds what is broken', () => {
    expect(broken((copy) => delete copy.components.schemas.Job)).toContain(
      '#/components/schemas/Job leads nowhere.',
    );
    expect(
      broken((copy) => {
        delete copy.paths['/api/v1/jobs/{id}/']?.parameters;
      }),
    ).toContain('GET /api/v1/jobs/{id}/: {id} is not declared.');
    expect(
      broken((copy) => {
        const item = copy.paths['/api/v1/jobs/'];
        if (item?.post) item.post.operationId = 'listJobs';
      }),
    ).toContain('operationId listJobs is taken twice.');
  });
});
