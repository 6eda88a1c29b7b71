import { describeFilters } from './describe';
import { resolveName } from './names';
import { books } from './toys';

describe('describeFilters', () => {
  it('lists only names that filter', () => {
    const filters = describeFilters(books, 2);
    expect(filters.filter(({ name }) => resolveName(books, name) === null)).toEqual([]);
    expect(filters.map(({ name }) => name)).toContain('subjects__books__title__in');
    expect(filters.some(({ field }) => field === 'full_text')).toBe(false);
  });

  it('says what a filter takes', () => {
    const [genre, place] = ['genre', 'place__in'].map((name) =>
      describeFilters(books).find((f) => f.name === name),
    );
    expect(genre).toEqual({
      name: 'genre',
      field: 'genre',
      label: 'genre',
      lookup: 'exact',
      type: 'choice',
      many: false,
      choices: ['novel', 'manual'],
      description: 'genre is',
    });
    expect(place).toMatchObject({ type: 'text', target: 'shelves', many: true });
  });

  it('has what a form shows', () => {
    const named = (name: string) => describeFilters(books, 2).find((filter) => filter.name === name);
    expect(named('title__icontains')).toMatchObject({ label: 'title', help: 'As on the cover.' });
    expect(named('subjects__books__full_text')).toBeUndefined();
    expect(named('subjects__books__title__regex')).toMatchObject({
      label: 'subjects books title',
      description: 'subjects books title matches the regular expression',
    });
  });
});
