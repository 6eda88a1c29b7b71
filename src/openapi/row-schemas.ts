import { Resource } from '../collections/resource';
import { bodySchema, shownSchema } from './field-schema';
import { rowName } from './names';
import { ref, Schema } from './types';

/** Members of the answer to a creation that no row has afterwards. */
const REVEALED: Record<string, Record<string, Schema>> = {
  tokens: { token: { type: 'string', description: 'The secret. It is shown this once.' } },
};

/** The schemas of one collection: its row and the bodies that make and change one. */
export function rowSchemas(resource: Resource): Record<string, Schema> {
  const name = rowName(resource);
  const schemas: Record<string, Schema> = { [name]: rowSchema(resource) };
  if (resource.rules?.reveal)
    schemas[`${name}Revealed`] = {
      allOf: [ref('schemas', name), { type: 'object', properties: REVEALED[resource.name] ?? {} }],
    };
  if (resource.access === 'nobody') return schemas;
  schemas[`${name}New`] = { type: 'object', properties: bodyProperties(resource, 'create') };
  schemas[`${name}Create`] = withRequired(`${name}New`, requiredOf(resource, 'create'));
  schemas[`${name}Change`] = { type: 'object', properties: bodyProperties(resource, 'change') };
  schemas[`${name}Replace`] = withRequired(`${name}Change`, requiredOf(resource, 'change'));
  return schemas;
}

/** The schema of the row that answers a creation. */
export function createdName(resource: Resource): string {
  return `${rowName(resource)}${resource.rules?.reveal ? 'Revealed' : ''}`;
}

/** A body with all that `base` may say and these members at least. */
export function withRequired(base: string, required: readonly string[]): Schema {
  return required.length > 0
    ? { allOf: [ref('schemas', base), { type: 'object', required: [...required] }] }
    : ref('schemas', base);
}

/** The members that a body must have, in the statement's order. */
export function requiredOf(resource: Resource, mode: 'create' | 'change'): string[] {
  return Object.entries(resource.fields)
    .filter(([, field]) => field.required && !field.readOnly && (mode === 'create' || !field.createOnly))
    .map(([name]) => name);
}

function rowSchema(resource: Resource): Schema {
  const shown = Object.entries(resource.fields).filter(([, field]) => !field.writeOnly);
  return {
    type: 'object',
    description: resource.description,
    properties: Object.fromEntries(shown.map(([name, field]) => [name, shownSchema(field)])),
    required: shown.filter(([, field]) => !field.detailOnly).map(([name]) => name),
  };
}

/** The members that a body may have. */
export function bodyProperties(resource: Resource, mode: 'create' | 'change'): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(resource.fields)
      .filter(([, field]) => !field.readOnly && (mode === 'create' || !field.createOnly))
      .map(([name, field]) => [name, bodySchema(field)]),
  );
}
