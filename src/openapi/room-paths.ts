import { errorAnswers, securityOf } from './answers';
import { RoomDescription, RouteDescription } from './route-description';
import { OpenApiDocument, Operation, Parameter, PathItem, Ref } from './types';

/** Merges what one room describes into the document. */
export function addRoom(document: OpenApiDocument, room: RoomDescription): void {
  if (!document.tags.some(({ name }) => name === room.tag.name)) document.tags.push(room.tag);
  Object.assign(document.components.schemas, room.schemas);
  for (const route of room.routes) {
    const item: PathItem = (document.paths[route.path] ??= {});
    item[route.method] = operation(route, room.tag.name, item.parameters ?? []);
  }
}

function operation(
  { method: _method, path, access, errors, responses, parameters = [], ...rest }: RouteDescription,
  tag: string,
  above: readonly (Parameter | Ref)[],
): Operation {
  const stated = [...above, ...parameters];
  const keys = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !stated.some((known) => 'name' in known && known.in === 'path' && known.name === name))
    .map((name): Parameter => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'integer', format: 'int64' },
    }));
  const all = [...keys, ...parameters];
  return {
    ...rest,
    tags: [tag],
    ...(all.length > 0 ? { parameters: all } : {}),
    responses: { ...responses, ...errorAnswers(access, errors) },
    ...securityOf(access),
  };
}
