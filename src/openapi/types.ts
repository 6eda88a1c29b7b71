/** The parts of OpenAPI 3.1 that our document uses. */
export type Extension = { [name: `x-${string}`]: unknown };

export interface Ref {
  $ref: string;
  description?: string;
}

export interface Schema extends Extension {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  contentMediaType?: string;
  readOnly?: boolean;
  writeOnly?: boolean;
}

export interface Parameter extends Extension {
  name: string;
  in: 'query' | 'path' | 'header';
  description?: string;
  required?: boolean;
  style?: string;
  explode?: boolean;
  schema: Schema;
  example?: unknown;
}

export interface Header {
  description: string;
  schema: Schema;
}

export type Content = Record<string, { schema?: Schema; example?: unknown }>;

export interface Response {
  description: string;
  headers?: Record<string, Header | Ref>;
  content?: Content;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Content;
}

export type Security = Record<string, string[]>;

export interface Operation extends Extension {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: RequestBody | Ref;
  responses: Record<string, Response | Ref>;
  security?: Security[];
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];
export type PathItem = { parameters?: (Parameter | Ref)[] } & Partial<Record<Method, Operation>>;

export interface Components {
  schemas: Record<string, Schema>;
  parameters: Record<string, Parameter>;
  headers: Record<string, Header>;
  requestBodies: Record<string, RequestBody>;
  responses: Record<string, Response>;
  securitySchemes: Record<string, Record<string, unknown>>;
}

export interface Tag {
  name: string;
  description: string;
}

export interface OpenApiDocument {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string }[];
  security: Security[];
  tags: Tag[];
  paths: Record<string, PathItem>;
  components: Components;
}

/** A reference to a shared part of the document. */
export const ref = (kind: keyof Components, name: string): { $ref: string } => ({
  $ref: `#/components/${kind}/${name}`,
});
