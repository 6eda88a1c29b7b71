import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { fencesOf } from '../readme/markdown';
import { Bed, Plant, form, list } from '../support/query-example';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const fences = fencesOf(read('src/query/README.md'));
const shown = (language: string) => fences.filter((fence) => fence.language === language);

let source: DataSource;
beforeAll(async () => {
  source = await new DataSource({
    type: 'postgres',
    url: process.env.ASSAY_TEST_DATABASE_URL,
    entities: [Bed, Plant],
    synchronize: true,
  }).initialize();
  await source.getRepository(Bed).save([
    { id: 1, name: 'south' },
    { id: 2, name: 'north' },
  ]);
  await source.getRepository(Plant).save([
    { id: 1, name: 'Mint', height: 60, bed: { id: 1 } },
    { id: 2, name: 'Fern', height: null, bed: { id: 2 } },
    { id: 3, name: 'Sage', height: 50, bed: { id: 1 } },
    { id: 4, name: 'Thyme', height: 20, bed: { id: 1 } },
  ]);
});
afterAll(async () => {
  await source?.query('DROP TABLE garden_plant, garden_bed');
  await source?.destroy();
});

describe('the example of query/README.md', () => {
  it('is the one that runs here', () => {
    const code = read('test/support/query-example.ts').replaceAll('../../src/query/', './');
    expect(shown('ts').map(({ text }) => `${text}\n`)).toEqual([code]);
  });

  it('answers as shown', async () => {
    const [query] = shown('text');
    const [answer, input] = shown('json').map(({ text }) => JSON.parse(text) as unknown);
    expect(await list(source, (query?.text ?? '').split('?')[1] ?? '')).toEqual(answer);
    expect(form.inputs.find(({ name }) => name === 'height__range')).toEqual(input);
  });

  it('refuses as shown', async () => {
    await expect(list(source, 'height=tall&bed=9')).rejects.toMatchObject({
      fields: {
        height: ['Enter a number.'],
        bed: ['Select a valid choice. That choice is not one of the available choices.'],
      },
    });
  });
});
