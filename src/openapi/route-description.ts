import { Content, Method, Operation, Schema, Tag } from './types';

/** Who may call: `open` anybody at any time, `read` anybody unless reading needs an account, `write` an account only. */
export type Access = 'open' | 'read' | 'write';

/** The statuses for which the document has shared answers. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 413 | 415 | 429 | 500 | 503;

/** One route that was written by hand: what its controller cannot say of itself. */
export interface RouteDescription extends Omit<Operation, 'tags' | 'responses' | 'security'> {
  method: Method;
  /** With the final slash where the route has one: `/api/v1/jobs/{id}/cancel/`. Parameters in it are keys of rows unless stated. */
  path: string;
  access: Access;
  /** Answers other than errors. */
  responses: Operation['responses'];
  /** 401, 429, 500 and 503 are added by `access`. */
  errors?: readonly ErrorStatus[];
}

/** What one room adds to the document. */
export interface RoomDescription {
  tag: Tag;
  routes: readonly RouteDescription[];
  schemas?: Record<string, Schema>;
}

/** The content of a JSON body. */
export const asJson = (schema: Schema): Content => ({ 'application/json': { schema } });

/** The content of a body that may be a form, too. */
export const asJsonOrForm = (schema: Schema): Content => ({
  ...asJson(schema),
  'application/x-www-form-urlencoded': { schema },
  'multipart/form-data': { schema },
});
