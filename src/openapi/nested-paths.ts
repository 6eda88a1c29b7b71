import { Resource } from '../collections/resource';
import { listedBy, Nesting, parentsOf } from '../http/nesting';
import { createBody } from './bodies';
import {
  API,
  creation,
  keyParameter,
  listOperation,
  readOperation,
  writable,
  writers,
} from './collection-paths';
import { pascal, rowName, withArticle } from './names';
import { requiredOf, withRequired } from './row-schemas';
import { Operation, PathItem } from './types';

/** The two addresses of one nested list. */
export function nestedPaths(nesting: Nesting): Record<string, PathItem> {
  const listed = listedBy(nesting);
  const parents = parentsOf(nesting);
  const names = parents.map((parent) => parent.verboseName.replaceAll(' ', '_'));
  const base = `${API}/${nesting.root.name}${nesting.steps
    .map(({ path }, at) => `/{${names[at]}}/${path}`)
    .join('')}/`;
  const parameters = parents.map((parent, at) => keyParameter(parent, names[at] ?? ''));
  const id = parents.map(rowName).join('') + pascal(nesting.steps.at(-1)?.path ?? '');
  const parent = parents.at(-1) as Resource;
  const summary = `List the ${nesting.steps.at(-1)?.path} of ${withArticle(parent.verboseName)}`;
  return {
    [base]: {
      parameters,
      get: listOperation(listed, `list${id}`, summary),
      ...(isCreatable(nesting) ? { post: createOperation(nesting, `addTo${id}`) } : {}),
    },
    [`${base}{${listed.key}}/`]: {
      parameters: [...parameters, keyParameter(listed, listed.key)],
      get: readOperation(listed, `readOneOf${id}`),
    },
  };
}

/** As the controller decides: a row is made below its one parent, not below one of many. */
function isCreatable(nesting: Nesting): boolean {
  const listed = listedBy(nesting);
  const field = listed.fields[nesting.steps.at(-1)?.by ?? ''];
  return writable(listed) && !(field?.type === 'relation' && field.many);
}

function createOperation(nesting: Nesting, operationId: string): Operation {
  const listed = listedBy(nesting);
  const fixed = nesting.steps.map(({ by }) => by).filter((by) => by in listed.fields);
  const required = requiredOf(listed, 'create').filter((name) => !fixed.includes(name));
  return {
    operationId,
    tags: [listed.name],
    summary: `Create ${withArticle(listed.verboseName)} here${listed.uploaded ? '' : ', or many'}`,
    description: `The address says ${fixed.map((name) => `\`${name}\``).join(' and ')}. ${writers(listed)}`,
    requestBody: createBody(listed, withRequired(`${rowName(listed)}New`, required)),
    ...creation(listed, fixed),
  };
}
