import fc from 'fast-check';
import { Client, types } from 'pg';
import { DataSource } from 'typeorm';
import { BadInput, NotFound } from '../../src/errors/domain-error';
import { pageLinks } from '../../src/query/links';
import { fetchPage } from '../../src/query/page';
import { parseQuery } from '../../src/query/parse';
import { planList } from '../../src/query/plan';
import { ResourceStatement } from '../../src/query/statement';
import { Reader, TOY_ENTITIES, TOY_SCHEMA, authors, books, shelves, subjects } from '../../src/query/toys';
import { DEFAULT_SIZE, MOST_SIZE, ResourceName, Row } from '../support/naive-library';
import { Answer, naiveList } from '../support/naive-query';
import { Library, Question, library, question } from '../support/random-query';

const url = process.env.ASSAY_TEST_DATABASE_URL;
const SEED = Number(process.env.ASSAY_SEED ?? 20260607);
const RUNS = Number(process.env.ASSAY_RUNS ?? 150);
const STATEMENTS: Record<ResourceName, ResourceStatement<Reader>> = { books, subjects, authors, shelves };
let source: DataSource;

beforeAll(async () => {
  types.setTypeParser(20, Number);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${TOY_SCHEMA} CASCADE; CREATE SCHEMA ${TOY_SCHEMA}`);
  await client.end();
  const extra = { options: '-c TimeZone=UTC' };
  source = new DataSource({ type: 'postgres', url, entities: TOY_ENTITIES, synchronize: true, extra });
  await source.initialize();
});

afterAll(async () => {
  await source?.query(`DROP SCHEMA ${TOY_SCHEMA} CASCADE`);
  await source?.destroy();
});

/** Replaces all rows, in one trip to the database. */
async function fill(made: Library): Promise<void> {
  const insert = (table: string, columns: string, rows: object[]): string => {
    const json = JSON.stringify(rows).replaceAll("'", "''");
    const from = `json_populate_recordset(NULL::${TOY_SCHEMA}.${table}, '${json}')`;
    return `INSERT INTO ${TOY_SCHEMA}.${table} (${columns}) SELECT ${columns} FROM ${from}`;
  };
  const bookRows = made.books.map((book) => ({
    ...book,
    page_count: book.pages,
    details: JSON.parse(String(book.details)) as unknown,
    author_id: book.author,
    shelf: book.place,
    edition_id: book.edition,
  }));
  const links = made.books.flatMap(({ id, subjects: own }) =>
    (own as number[]).map((subject) => ({ book: id, subject })),
  );
  const columns =
    'id, title, subtitle, page_count, price, printed, lent, genre, details, author_id, shelf, edition_id';
  const tables = ['book_subject', 'book', 'edition', 'subject', 'shelf', 'author'];
  await source.query(
    [
      ...tables.map((table) => `DELETE FROM ${TOY_SCHEMA}.${table}`),
      insert('author', 'id, name, unknown', made.authors),
      insert('shelf', 'code, floor', made.shelves),
      insert('subject', 'id, name, note', made.subjects),
      insert(
        'edition',
        'id, isbn_text',
        made.editions.map((row) => ({ ...row, isbn_text: row.isbn })),
      ),
      insert(
        'book',
        `full_text, ${columns}`,
        bookRows.map((row) => ({ ...row, full_text: '' })),
      ),
      insert('book_subject', 'book, subject', links),
    ].join(';'),
  );
}

function queryString({ pairs, escaped }: Question): string {
  const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
  const named = (name: string): string => (escaped ? encode(name).replaceAll('!', '%21') : encode(name));
  return pairs.map(([name, value]) => `${named(name)}=${encode(value)}`).join('&');
}

async function answer(query: string, { of, initiated }: Question): Promise<Answer> {
  const statement = STATEMENTS[of];
  const pairs = parseQuery(query);
  try {
    const plan = planList(statement, pairs, { pageSize: DEFAULT_SIZE, maxPageSize: MOST_SIZE });
    const page = await fetchPage(source.manager, statement, plan, { initiated });
    const { next, previous } = pageLinks({ origin: '', path: '/' }, pairs, page);
    return {
      count: page.count ?? -1,
      keys: page.rows.map((row) => row[statement.key]),
      next: next !== null,
      previous: previous !== null,
    };
  } catch (error) {
    if (error instanceof BadInput) return { bad: Object.keys(error.fields ?? {}).sort() };
    if (error instanceof NotFound) return { missing: true };
    throw error;
  }
}

/** The library as a reader sees it: authors who wish to stay unknown are not there. */
function seenBy(made: Library, initiated: boolean): Library {
  const seen = ({ unknown }: Row): boolean => initiated || unknown === false;
  return { ...made, authors: made.authors.filter(seen) };
}

describe(`random lists (ASSAY_SEED=${SEED})`, () => {
  it('are what a naive reading of the contract finds', async () => {
    // The edges are in the pools already: a bias to small tables finds little.
    const questions = fc.noBias(fc.array(question, { minLength: 8, maxLength: 8 }));
    const property = fc.asyncProperty(fc.noBias(library), questions, async (made, asked) => {
      await fill(made);
      for (const one of asked) {
        const query = queryString(one);
        const expected = naiveList(seenBy(made, one.initiated), one.of, one.pairs);
        expect({ query, ...(await answer(query, one)) }).toEqual({ query, ...expected });
      }
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      interruptAfterTimeLimit: 45_000,
      markInterruptAsFailure: true,
    });
  });
});
