import {
  Column,
  DataSource,
  DeepPartial,
  Entity,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryColumn,
} from 'typeorm';
import { FieldStatement, ResourceStatement } from './statement';

/** A toy library, for the specs of this room only: the room must work on any entity, so it is tested on none of ours. */
const SCHEMA = 'query_toys';

export interface Reader {
  /** Sees authors who wish to stay unknown. */
  initiated: boolean;
}

@Entity({ name: 'author', schema: SCHEMA })
export class Author {
  @PrimaryColumn('bigint') id!: number;
  @Column('text') name!: string;
  @Column('boolean', { default: false }) unknown!: boolean;
}

@Entity({ name: 'shelf', schema: SCHEMA })
export class Shelf {
  @PrimaryColumn('text') code!: string;
  @Column('int', { nullable: true }) floor!: number | null;
}

@Entity({ name: 'subject', schema: SCHEMA })
export class Subject {
  @PrimaryColumn('int') id!: number;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @ManyToMany(() => Book, (book) => book.subjects) books!: Book[];
}

@Entity({ name: 'edition', schema: SCHEMA })
export class Edition {
  @PrimaryColumn('bigint') id!: number;
  @Column('text', { name: 'isbn_text' }) isbn!: string;
}

@Entity({ name: 'book', schema: SCHEMA })
export class Book {
  @PrimaryColumn('bigint') id!: number;
  @Column('text') title!: string;
  @Column('varchar', { nullable: true }) subtitle!: string | null;
  @Column('int', { name: 'page_count', nullable: true }) pages!: number | null;
  @Column('numeric', { precision: 20, scale: 4, nullable: true }) price!: string | null;
  @Column('timestamptz', { nullable: true }) printed!: string | null;
  @Column('boolean', { default: false }) lent!: boolean;
  @Column('text', { default: 'novel' }) genre!: string;
  @Column('jsonb', { nullable: true }) details!: unknown;
  @Column('text', { default: '' }) full_text!: string;
  @ManyToOne(() => Author) @JoinColumn({ name: 'author_id' }) author!: Author;
  @ManyToOne(() => Shelf, { nullable: true }) @JoinColumn({ name: 'shelf' }) shelf!: Shelf | null;
  @ManyToOne(() => Edition, { nullable: true }) @JoinColumn({ name: 'edition_id' }) edition!: Edition | null;
  @ManyToMany(() => Subject, (subject) => subject.books)
  @JoinTable({ name: 'book_subject', joinColumn: { name: 'book' }, inverseJoinColumn: { name: 'subject' } })
  subjects!: Subject[];
}

export const TOY_SCHEMA = SCHEMA;
export const TOY_ENTITIES = [Author, Shelf, Subject, Edition, Book];

const text: FieldStatement<Reader> = { type: 'text' };
const number: FieldStatement<Reader> = { type: 'int' };

export const authors: ResourceStatement<Reader> = {
  name: 'authors',
  verboseName: 'author',
  description: 'Who wrote.',
  entity: Author,
  key: 'id',
  fields: { id: number, name: text },
  ordering: ['id', 'name'],
  defaultOrder: ['id'],
  visible: (row, { initiated }, bind) => (initiated ? null : `${row}."unknown" = ${bind(false)}::boolean`),
};

export const shelves: ResourceStatement<Reader> = {
  name: 'shelves',
  verboseName: 'shelf',
  description: 'Where it stands.',
  entity: Shelf,
  key: 'code',
  fields: { code: text, floor: number },
  ordering: ['code'],
  defaultOrder: ['code'],
};

export const subjects: ResourceStatement<Reader> = {
  name: 'subjects',
  verboseName: 'subject',
  description: 'What it is about.',
  entity: Subject,
  key: 'id',
  fields: { id: number, name: text, note: text, books: { type: 'relation', to: () => books, many: true } },
  ordering: ['id'],
  defaultOrder: ['id'],
};

export const books: ResourceStatement<Reader> = {
  name: 'books',
  verboseName: 'book',
  description: 'What was written.',
  entity: Book,
  key: 'id',
  fields: {
    id: number,
    title: { type: 'text', help: 'As on the cover.' },
    subtitle: { type: 'text', nullable: true },
    isbn: { type: 'text', via: 'edition' },
    pages: { type: 'int', nullable: true },
    price: { type: 'decimal', nullable: true },
    printed: { type: 'time', nullable: true },
    lent: { type: 'bool' },
    genre: { type: 'choice', choices: ['novel', 'manual'] },
    details: { type: 'json', nullable: true },
    author: { type: 'relation', to: () => authors },
    place: { type: 'relation', to: () => shelves, property: 'shelf', nullable: true },
    subjects: { type: 'relation', to: () => subjects, many: true },
    full_text: { type: 'text', detailOnly: true, unfilterable: true },
  },
  ordering: ['id', 'title', 'pages', 'isbn', 'place', 'author', 'author__name', 'printed'],
  defaultOrder: ['-id'],
};

/** Five books with nulls, ties, texts that are nasty to search for, and an author whom not everybody may see. */
export async function fillToys(source: DataSource): Promise<void> {
  await source.getRepository(Author).save([
    { id: 1, name: 'Ada' },
    { id: 2, name: 'Ödön' },
    { id: 3, name: 'Nobody', unknown: true },
  ]);
  await source.getRepository(Shelf).save([
    { code: 'a', floor: 1 },
    { code: ' b', floor: null },
  ]);
  await source.getRepository(Subject).save([
    { id: 1, name: 'sea', note: 'wet' },
    { id: 2, name: 'land', note: 'dry' },
    { id: 3, name: 'sky', note: 'wet' },
  ]);
  await source.getRepository(Edition).save([{ id: 1, isbn: '978_1' }]);
  const about = (...ids: number[]): DeepPartial<Subject>[] => ids.map((id) => ({ id }));
  const details = { kernel: { version: '6.3', null: null }, list: ['x', { y: 5 }], 'a"b': 'q' };
  const rows: DeepPartial<Book>[] = [
    { id: 1, title: '100%', author: { id: 1 }, pages: 10, price: '1.5', subjects: about(1, 2), details },
    { id: 2, title: 'straße', author: { id: 2 }, shelf: { code: 'a' }, subjects: about(3), lent: true },
    { id: 3, title: 'ΣΊΣΥΦΟΣ', author: { id: 2 }, pages: -5, price: '9007199254740993', edition: { id: 1 } },
    { id: 4, title: 'null', author: { id: 3 }, pages: 2147483647, shelf: { code: ' b' }, genre: 'manual' },
    { id: 5, title: 'a_b', author: { id: 1 }, pages: 10 },
  ];
  await source.getRepository(Book).save(rows);
  await source.getRepository(Book).save({ id: 4, subjects: about(2, 3) });
  // Through a JavaScript Date the microseconds would be lost.
  await source.query(`UPDATE ${SCHEMA}.book SET printed = '2024-06-07 08:09:10.123456+00' WHERE id = 5`);
}
