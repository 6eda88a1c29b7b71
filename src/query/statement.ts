import { ObjectLiteral } from 'typeorm';
import type { Lookup } from './lookup-names';

/** What a field holds; it decides how a value is read, which lookups exist and how a row shows it. */
export type FieldType = 'text' | 'choice' | 'int' | 'decimal' | 'bool' | 'time' | 'json';

/**
 * A subject's own rule as SQL: `row` is the quoted alias of its table, `bind` turns a value into a placeholder.
 * Null means "no restriction".
 */
export type Predicate<Context> = (
  row: string,
  context: Context,
  bind: (value: unknown) => string,
) => string | null;

interface FieldBase {
  /** One sentence for people: OPTIONS `help_text`, OpenAPI description, the form's hint. */
  help?: string;
  /** Human name; the field's name with blanks when missing. */
  label?: string;
  nullable?: boolean;
  /** Never taken from a body. */
  readOnly?: boolean;
  /** Taken from a body when a row is made, never changed afterwards (a natural key, a parent). */
  createOnly?: boolean;
  /** Taken from a body, never shown, filtered or ordered (a password). */
  writeOnly?: boolean;
  /** Must be there in POST and PUT. */
  required?: boolean;
  /** Not a filter (secrets, large documents). */
  unfilterable?: boolean;
  /** Filtered and ordered by, never shown and never in a body: another name for what a row shows. */
  hidden?: boolean;
  /** The only lookups that filter by it; all of its type when missing. For a json field: those behind its keys. */
  lookups?: readonly Lookup[];
  /** Left out of list rows, shown in the single row (large texts). */
  detailOnly?: boolean;
}

export interface PlainFieldStatement extends FieldBase {
  type: FieldType;
  /** A to-one relation of the entity (property name) in whose row the column lives: a test's name stands in its case. */
  via?: string;
  /** Property name on the (via) entity when it differs from the field's name. */
  property?: string;
  choices?: readonly string[];
  /**
   * Choice: what clients say for what is stored, in filters and in rows; one word may stand for several values, and for
   * null. `choices` are these words.
   */
  words?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Choice: sorted by its place among the choices, which lists of values may name by number from 0. */
  numbered?: boolean;
  /** Choice: the exact match takes the words in any case. */
  anyCase?: boolean;
  /** Json: the lookups on the whole document. */
  wholeLookups?: readonly Lookup[];
  /** Text: upper bound in characters, default 200. */
  maxLength?: number;
  /** Text: "" is allowed in a body. */
  blank?: boolean;
  /** Text: keep leading and trailing white space of a body value. */
  untrimmed?: boolean;
  /** Text with a form of its own. */
  format?: 'email' | 'username' | 'url' | 'slug' | 'slashless' | 'uuid' | 'hostname';
  /** Int: bounds, 32 bits signed when missing. */
  minimum?: number;
  maximum?: number;
  /** Decimal: total digits and digits behind the point. */
  maxDigits?: number;
  decimalPlaces?: number;
  /** Value of a new row when the body does not say; the column's default otherwise. */
  default?: unknown;
  unique?: boolean;
}

export interface RelationStatement<Context = unknown> extends FieldBase {
  type: 'relation';
  /** The target, as a function so that resources may point at each other. */
  to: () => ResourceStatement<Context>;
  /** Many-valued (a link table); rows show a list of keys. */
  many?: boolean;
  /** Property name of the relation on the entity when it differs from the field's name. */
  property?: string;
  /** Rows show this plain field of the target in place of its key. */
  shown?: string;
  /** Which rows of the target a filter's key may name, beside the target's own rule. */
  narrow?: Predicate<Context>;
  /** A filter's key may name a row that the caller may not see: that is no error, it finds rows that show this key anyway. */
  namesUnseen?: boolean;
  /** Bodies may name the target by this field of it, too (`submitter` as a user name). */
  alsoBy?: string;
  /** Text in a body that is no key is left to the resource's own rules (a suite that is yet to be made). */
  makeable?: boolean;
}

export type FieldStatement<Context = unknown> = PlainFieldStatement | RelationStatement<Context>;

/**
 * Everything there is to say about one collection. From it come the list's filters and order, the SQL, the rows,
 * the checks of bodies, OPTIONS, OpenAPI and the forms. Field names are column names, JSON names and filter names alike.
 */
export interface ResourceStatement<Context = unknown> {
  /** The collection as the URL spells it: `devicetypes`. */
  name: string;
  /** One row in words: `device type`; used in messages ("device type with this name already exists."). */
  verboseName: string;
  /** A sentence or two about the collection (Markdown). */
  description: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an entity class takes whatever its constructor takes
  entity: new (...args: any[]) => ObjectLiteral;
  /** The field that is the primary key and stands in paths. */
  key: string;
  /** In the order in which rows show them. */
  fields: Record<string, FieldStatement<Context>>;
  /** What `ordering` accepts: field names and `relation__field` paths. */
  ordering: readonly string[];
  /** Terms in force when none is asked for; the key follows, ascending, unless it is among them. */
  defaultOrder: readonly string[];
  /** Which rows this caller may see; used in the base query and inside every relation that leads here. */
  visible?: Predicate<Context>;
  /**
   * Where the key alone decides who may see a row: `visible`, said of any column that holds the key. Foreign keys then need no
   * look at the row.
   */
  visibleKey?: (column: string, context: Context, bind: (value: unknown) => string) => string | null;
  /**
   * A to-one relation whose row decides: this row is seen exactly when that one is. `visible` must say the same; a list
   * that names that row asks it instead, once.
   */
  visibleWith?: string;
  /** Fields that must be unique together (the message names them). */
  uniqueTogether?: readonly (readonly string[])[];
}
