import { Resource, WriteAccess } from '../collections/resource';
import { errorAnswers, securityOf } from './answers';
import { uploadParameters } from './bodies';
import { keySchema } from './field-schema';
import { listExtensions, listParameters } from './list-parameters';
import { pascal, rowName, withArticle } from './names';
import { ErrorStatus } from './route-description';
import { Operation, Parameter, PathItem, ref } from './types';

export const API = '/api/v1';

/** Who may write, in words. */
export function writers({ access, model }: Resource): string {
  return model === undefined
    ? WRITERS[access]
    : `${WRITERS[access]} And whoever holds \`add_${model}\`, \`change_${model}\`, \`delete_${model}\`, for just that.`;
}

const WRITERS: Record<WriteAccess, string> = {
  staff: 'Lab administrators only, with the scope `admin`.',
  permitted: 'Superusers, with the scope `admin`.',
  submitter:
    'Anyone signed in, for jobs that they submitted; lab administrators for all. The scope is `push`.',
  own: 'Everyone for their own. The scope is `push`.',
  superuser: 'Superusers only, with the scope `admin`.',
  nobody: 'Nobody.',
};

const CHANGING: readonly ErrorStatus[] = [400, 403, 404, 406, 409, 413, 415];

/** A key in a path. */
export function keyParameter(resource: Resource, name: string): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    description: `The \`${resource.key}\` of ${withArticle(resource.verboseName)}.`,
    schema: keySchema(resource),
  };
}

/** The two addresses of one collection; those who may not write it find no routes for writing. */
export function collectionPaths(resource: Resource): Record<string, PathItem> {
  const base = `${API}/${resource.name}/`;
  const list = listOperation(resource, `list${pascal(resource.name)}`, `List ${resource.name}`);
  const item: PathItem = {
    parameters: [keyParameter(resource, resource.key)],
    get: readOperation(resource, `read${rowName(resource)}`),
  };
  if (!writable(resource)) return { [base]: { get: list }, [`${base}{${resource.key}}/`]: item };
  return {
    [base]: { get: list, post: createOperation(resource) },
    [`${base}{${resource.key}}/`]: {
      ...item,
      put: changeOperation(resource, 'Replace'),
      patch: changeOperation(resource, 'Change'),
      delete: {
        operationId: `delete${rowName(resource)}`,
        tags: [resource.name],
        summary: `Delete ${withArticle(resource.verboseName)}`,
        description: writers(resource),
        responses: { '204': { description: 'Gone.' }, ...errorAnswers('write', [403, 404, 406, 409]) },
      },
    },
  };
}

export const writable = ({ access }: Resource): boolean => access !== 'nobody';

/** A list of this collection's rows, all or those below a parent. */
export function listOperation(resource: Resource, operationId: string, summary: string): Operation {
  return {
    operationId,
    tags: [resource.name],
    summary,
    description: resource.description,
    parameters: listParameters(resource),
    responses: {
      '200': ref('responses', `${rowName(resource)}List`),
      ...errorAnswers('read', [400, 404, 406]),
    },
    ...securityOf('read'),
    ...listExtensions(resource),
  };
}

export function readOperation(resource: Resource, operationId: string): Operation {
  return {
    operationId,
    tags: [resource.name],
    summary: `Read ${withArticle(resource.verboseName)}`,
    responses: { '200': ref('responses', rowName(resource)), ...errorAnswers('read', [404, 406]) },
    ...securityOf('read'),
  };
}

function createOperation(resource: Resource): Operation {
  const name = rowName(resource);
  return {
    operationId: `create${name}`,
    tags: [resource.name],
    summary: `Create ${withArticle(resource.verboseName)}${resource.uploaded ? '' : ', or many'}`,
    description: writers(resource),
    requestBody: ref('requestBodies', `${name}Create`),
    ...creation(resource),
  };
}

/** What a creation answers, and what its address may say. */
export function creation(
  resource: Resource,
  fixed: readonly string[] = [],
): Pick<Operation, 'parameters' | 'responses'> {
  const name = rowName(resource);
  const missing: ErrorStatus[] = fixed.length > 0 ? [404] : [];
  if (!resource.uploaded)
    return {
      responses: {
        '201': ref('responses', `${name}Created`),
        ...errorAnswers('write', [400, 403, 406, 409, 413, 415, ...missing]),
      },
    };
  return {
    parameters: uploadParameters(resource, fixed),
    responses: { '201': ref('responses', name), ...errorAnswers('write', [400, 403, 409, 413, ...missing]) },
  };
}

function changeOperation(resource: Resource, how: 'Replace' | 'Change'): Operation {
  const name = rowName(resource);
  return {
    operationId: `${how.toLowerCase()}${name}`,
    tags: [resource.name],
    summary: `${how} ${withArticle(resource.verboseName)}`,
    description: `${how === 'Replace' ? 'Optional fields that are not sent keep their value. ' : ''}${writers(resource)}`,
    requestBody: ref('requestBodies', `${name}${how}`),
    responses: { '200': ref('responses', name), ...errorAnswers('write', CHANGING) },
  };
}
