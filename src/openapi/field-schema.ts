import { FieldStatement, FieldType, PlainFieldStatement, ResourceStatement } from '../query/statement';
import { withArticle } from './names';
import { Schema } from './types';

const INT32 = 2_147_483_647;
/** Upper bound of a text when its statement does not say. */
const LONGEST_TEXT = 200;

/** What a value of a type looks like, in rows and as the value of a parameter. */
export function typeSchema(type: FieldType): Schema {
  switch (type) {
    case 'int':
      return { type: 'integer', format: 'int64' };
    case 'bool':
      return { type: 'boolean' };
    case 'time':
      return { type: 'string', format: 'date-time' };
    case 'decimal':
      return { type: 'string', format: 'decimal' };
    case 'json':
      return {};
    default:
      return { type: 'string' };
  }
}

/** A key of a collection: the value of a relation. */
export function keySchema<C>(statement: ResourceStatement<C>): Schema {
  return typeSchema((statement.fields[statement.key] as PlainFieldStatement).type);
}

/** A field as rows show it. */
export function shownSchema<C>(field: FieldStatement<C>): Schema {
  const note = [
    field.help,
    field.detailOnly && !field.help?.includes('single rows') ? 'In single rows only.' : '',
  ]
    .filter(Boolean)
    .join(' ');
  const schema = field.type === 'relation' ? relationShown(field) : plainShown(field);
  return {
    ...nullable(schema, field.nullable),
    ...(note ? { description: note } : {}),
    ...(field.readOnly ? { readOnly: true } : {}),
  };
}

function plainShown(field: PlainFieldStatement): Schema {
  if (field.type === 'choice' && field.choices) return { type: 'string', enum: [...field.choices] };
  return typeSchema(field.type);
}

function relationShown<C>(field: FieldStatement<C> & { type: 'relation' }): Schema {
  const key = { ...keySchema(field.to()), 'x-target': field.to().name };
  return field.many ? { type: 'array', items: key } : key;
}

/** A field as bodies take it. */
export function bodySchema<C>(field: FieldStatement<C>): Schema {
  const schema = field.type === 'relation' ? relationBody(field) : plainBody(field);
  const description = [field.help, schema.description].filter(Boolean).join(' ');
  return {
    ...nullable(schema, field.nullable),
    ...(description ? { description } : {}),
    ...(field.writeOnly ? { writeOnly: true } : {}),
    ...('default' in field && field.default !== undefined ? { default: field.default } : {}),
  };
}

function plainBody(field: PlainFieldStatement): Schema {
  switch (field.type) {
    case 'text':
      return {
        type: 'string',
        ...(field.format ? { format: field.format } : {}),
        ...(field.blank ? {} : { minLength: 1 }),
        maxLength: field.maxLength ?? LONGEST_TEXT,
      };
    case 'int': {
      const { minimum = -INT32 - 1, maximum = INT32 } = field;
      return { type: 'integer', format: maximum > INT32 ? 'int64' : 'int32', minimum, maximum };
    }
    case 'decimal':
      return {
        type: ['string', 'number'],
        format: 'decimal',
        description: `At most ${field.maxDigits ?? 30} digits, ${field.decimalPlaces ?? 10} of them behind the point.`,
      };
    default:
      return plainShown(field);
  }
}

function relationBody<C>(field: FieldStatement<C> & { type: 'relation' }): Schema {
  const target = field.to();
  const key = keySchema(target);
  const byName = (field.alsoBy !== undefined || field.makeable) && key.type !== 'string';
  const description = `Key of ${withArticle(target.verboseName)}${field.alsoBy ? `, or its \`${field.alsoBy}\`` : ''}.`;
  const one: Schema = byName
    ? { type: [key.type as string, 'string'], 'x-target': target.name }
    : { ...key, 'x-target': target.name };
  return field.many ? { type: 'array', items: one, description } : { ...one, description };
}

function nullable(schema: Schema, allowed: boolean | undefined): Schema {
  if (!allowed || schema.type === undefined) return schema;
  return {
    ...schema,
    type: [schema.type, 'null'].flat(),
    ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
  };
}
