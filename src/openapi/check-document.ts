import { METHODS, OpenApiDocument, Operation, Parameter, PathItem, Ref } from './types';

/** What is wrong with a document's structure, in sentences; nothing when it is sound. */
export function faultsOf(document: OpenApiDocument): string[] {
  const operations = operationsOf(document);
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...danglingRefs(document),
    ...repeated(ids).map((id) => `operationId ${id} is taken twice.`),
    ...repeated(Object.keys(document.paths).map(anonymous)).map((path) => `${path} is described twice.`),
    ...operations.flatMap((each) => operationFaults(document, each)),
    ...badNames(document),
  ];
}

interface Described {
  at: string;
  path: string;
  item: PathItem;
  operation: Operation;
}

/** All operations with their places: `GET /api/v1/jobs/`. */
export function operationsOf(document: OpenApiDocument): Described[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ at: `${method.toUpperCase()} ${path}`, path, item, operation }] : [];
    }),
  );
}

/** A path without the names of its parameters and without the final slash: what makes it one route. */
export const anonymous = (path: string): string =>
  path.replace(/\{[^}]*\}|:[^/]+/g, '{}').replace(/(\S)\/$/, '$1');

/** The value that a JSON pointer within the document leads to. */
export function resolveRef(document: OpenApiDocument, pointer: string): unknown {
  return pointer
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
      document,
    );
}

function danglingRefs(document: OpenApiDocument): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, item] of Object.entries(value)) {
      if (name === '$ref' && typeof item === 'string') found.add(item);
      else walk(item);
    }
  };
  walk(document);
  return [...found]
    .filter((pointer) => !pointer.startsWith('#/') || resolveRef(document, pointer) === undefined)
    .map((pointer) => `${pointer} leads nowhere.`);
}

function operationFaults(document: OpenApiDocument, { at, path, item, operation }: Described): string[] {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(
    (parameter) => resolved(document, parameter) as Parameter,
  );
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const wanted = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const known = new Set(document.tags.map(({ name }) => name));
  return [
    ...wanted.filter((name) => !inPath.includes(name)).map((name) => `${at}: {${name}} is not declared.`),
    ...inPath.filter((name) => !wanted.includes(name)).map((name) => `${at}: ${name} is not in the path.`),
    ...parameters
      .filter((parameter) => parameter.in === 'path' && !parameter.required)
      .map(({ name }) => `${at}: {${name}} must be required.`),
    ...repeated(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).map(
      (name) => `${at}: ${name} is declared twice.`,
    ),
    ...operation.tags
      .filter((tag) => !known.has(tag))
      .map((tag) => `${at}: nobody describes the tag ${tag}.`),
    ...(Object.keys(operation.responses).length === 0 ? [`${at}: no answer.`] : []),
    ...Object.entries(operation.responses)
      .filter(([status, answer]) => !/^[1-5]\d\d$/.test(status) || !hasDescription(document, answer))
      .map(([status]) => `${at}: the answer ${status} says nothing.`),
  ];
}

function badNames({ components }: OpenApiDocument): string[] {
  return Object.values(components)
    .flatMap((kind) => Object.keys(kind as object))
    .filter((name) => !/^[\w.-]+$/.test(name))
    .map((name) => `${name} cannot name a component.`);
}

function hasDescription(document: OpenApiDocument, answer: object): boolean {
  return Boolean((resolved(document, answer) as { description?: string } | undefined)?.description);
}

function resolved(document: OpenApiDocument, value: object): unknown {
  const { $ref } = value as Partial<Ref>;
  return $ref === undefined ? value : resolveRef(document, $ref);
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
