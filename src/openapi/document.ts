import { nestingsOf } from '../http/nesting';
import { RESOURCES } from '../resources/index';
import { ERROR_RESPONSES, ERROR_SCHEMAS, HEADERS, SECURITY, SECURITY_SCHEMES } from './answers';
import { sharedBodies } from './bodies';
import { listSchema, sharedAnswers, STORED } from './collection-answers';
import { collectionPaths } from './collection-paths';
import { collectionParameters, LIST_PARAMETERS } from './list-parameters';
import { rowName } from './names';
import { nestedPaths } from './nested-paths';
import { ROOMS } from './rooms';
import { addRoom } from './room-paths';
import { rowSchemas } from './row-schemas';
import { Components, OpenApiDocument, PathItem } from './types';

const DESCRIPTION = `Results of test labs: push them, find them, take them away.

Every list takes the same filter language: \`field\`, \`field__lookup\`, \`relation__field__lookup\`, each also with \`!\` at
its end for the opposite; \`ordering\`; \`page\` and \`page_size\`, or \`limit\` and \`offset\`. Unknown parameters have no
effect and are named in the header \`X-Ignored-Parameters\`.

Every address answers with and without its final slash. \`HEAD\` is known wherever \`GET\` is, \`OPTIONS\` everywhere, and every
answer says in \`Allow\` which methods its address knows; another one is a 405.
Collections and rows answer in the form that \`Accept\`, \`format\` or the end of the path (\`/devices.json\`) asks for; that
is JSON. \`Accept: application/json; indent=4\` makes it readable.
Every answer has an \`X-Request-Id\`, the one that was sent or a new one.

Reading needs no account unless the server is configured so; what an account may not see does not exist for it.`;

/** The whole API as an OpenAPI document. It needs neither a database nor a running server. */
export function buildDocument(server = '/'): OpenApiDocument {
  const document: OpenApiDocument = {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: SECURITY,
    tags: RESOURCES.map(({ name, description }) => ({ name, description })),
    paths: collections(),
    components: components(),
  };
  for (const room of ROOMS) addRoom(document, room);
  return document;
}

function collections(): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const resource of RESOURCES) {
    Object.assign(paths, collectionPaths(resource));
    for (const nesting of nestingsOf(resource)) Object.assign(paths, nestedPaths(nesting));
  }
  return paths;
}

function components(): Components {
  const parts: Components = {
    schemas: { ...ERROR_SCHEMAS, Stored: STORED },
    parameters: { ...LIST_PARAMETERS },
    headers: HEADERS,
    requestBodies: {},
    responses: { ...ERROR_RESPONSES },
    securitySchemes: SECURITY_SCHEMES,
  };
  for (const resource of RESOURCES) {
    Object.assign(parts.schemas, rowSchemas(resource), {
      [`${rowName(resource)}List`]: listSchema(resource),
    });
    Object.assign(parts.parameters, collectionParameters(resource));
    Object.assign(parts.requestBodies, sharedBodies(resource));
    Object.assign(parts.responses, sharedAnswers(resource));
  }
  return parts;
}
