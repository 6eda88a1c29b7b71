/** The toy library as plain objects: what src/query/toys.ts states, told for the naive evaluation. */
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell | Cell[]>;
export type Tables = Record<ResourceName, Row[]>;
export type ResourceName = 'books' | 'subjects' | 'authors' | 'shelves';
export type Kind =
  'text' | 'choice' | 'int' | 'decimal' | 'time' | 'bool' | 'json' | 'inside' | 'one' | 'many';

interface Resource {
  key: string;
  fields: Record<string, Kind>;
  relations: Record<string, ResourceName>;
  ordering: string[];
  defaultOrder: string[];
}

export const LIBRARY: Record<ResourceName, Resource> = {
  books: {
    key: 'id',
    fields: {
      id: 'int',
      title: 'text',
      subtitle: 'text',
      isbn: 'text',
      pages: 'int',
      price: 'decimal',
      printed: 'time',
      lent: 'bool',
      genre: 'choice',
      details: 'json',
      details__k: 'inside',
      author: 'one',
      place: 'one',
      subjects: 'many',
    },
    relations: { author: 'authors', place: 'shelves', subjects: 'subjects' },
    ordering: ['id', 'title', 'pages', 'isbn', 'place', 'author', 'author__name', 'printed'],
    defaultOrder: ['-id'],
  },
  subjects: {
    key: 'id',
    fields: { id: 'int', name: 'text', note: 'text', books: 'many' },
    relations: { books: 'books' },
    ordering: ['id'],
    defaultOrder: ['id'],
  },
  authors: {
    key: 'id',
    fields: { id: 'int', name: 'text' },
    relations: {},
    ordering: ['id', 'name'],
    defaultOrder: ['id'],
  },
  shelves: {
    key: 'code',
    fields: { code: 'text', floor: 'int' },
    relations: {},
    ordering: ['code'],
    defaultOrder: ['code'],
  },
};

const TEXT =
  'exact iexact in contains icontains startswith istartswith endswith iendswith isnull regex iregex'.split(
    ' ',
  );
const ORDERED = 'exact in lt lte gt gte range isnull'.split(' ');
export const NUMERIC = 'lt lte gt gte range'.split(' ');
/** Which lookups there are; what a json field has behind its keys is the field `details__k`. */
export const LOOKUPS: Record<Kind, readonly string[]> = {
  text: TEXT,
  choice: TEXT,
  int: ORDERED,
  decimal: ORDERED,
  time: ORDERED,
  bool: ['exact'],
  json: ['isnull'],
  inside: [...TEXT, ...NUMERIC],
  one: ['exact', 'in', 'isnull'],
  many: ['exact'],
};
export const CHOICES = ['novel', 'manual'];
export const DEFAULT_SIZE = 3;
export const MOST_SIZE = 5;
