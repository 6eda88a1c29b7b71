import { BadInput } from '../errors/domain-error';
import { parseQuery } from './parse';
import { Plan, PlanOptions, emptyPlan, planList } from './plan';
import { books } from './toys';

const plan = (query: string, options?: PlanOptions): Plan => planList(books, parseQuery(query), options);
const refused = (query: string, options?: PlanOptions): unknown => {
  try {
    plan(query, options);
  } catch (error) {
    if (error instanceof BadInput) return { ...error.fields };
    throw error;
  }
  throw new Error('It was not refused.');
};

describe('planList: names', () => {
  it('resolves fields, lookups, exclusion and relations', () => {
    expect(plan('title=a&pages__gte!=3&author__name__iexact=b').where).toEqual({
      conditions: [
        { name: 'title', field: 'title', lookup: 'exact', negated: false, operand: 'a' },
        { name: 'pages__gte!', field: 'pages', lookup: 'gte', negated: true, operand: '3' },
      ],
      relations: [
        {
          relation: 'author',
          conditions: [
            { name: 'author__name__iexact', field: 'name', lookup: 'iexact', negated: false, operand: 'b' },
          ],
          relations: [],
        },
      ],
    });
  });

  it('groups conditions by relation path, since they speak of one row', () => {
    const { where } = plan('subjects__name=a&subjects__note=b&subjects=3');
    expect(where.relations).toHaveLength(1);
    expect(where.relations[0]?.conditions).toHaveLength(2);
    expect(where.conditions.map(({ name }) => name)).toEqual(['subjects']);
  });

  it('takes a long way', () => {
    const way = 'subjects__books__'.repeat(16);
    expect(plan(`${way}title=a`).ignored).toEqual([]);
  });

  it('reaches into json', () => {
    const keys = plan('details__a__b__icontains=x&details__in=y&details__k!=z&details__isnull=true').where
      .conditions;
    expect(keys.map((condition) => [condition.keys, condition.lookup, condition.negated])).toEqual([
      [['a', 'b'], 'icontains', false],
      [undefined, 'in', false],
      [['k'], 'exact', true],
      [undefined, 'isnull', false],
    ]);
  });

  it('compares numbers inside json, and refuses what is none', () => {
    const where = plan('details__n__gt=1e1&details__n__range=,2.50').where.conditions;
    expect(where.map(({ keys, lookup, operand }) => [keys, lookup, operand])).toEqual([
      [['n'], 'gt', '1E1'],
      [['n'], 'range', [null, '250E-2']],
    ]);
    expect(refused('details__n__lt=six&details__n__range=1')).toEqual({
      details__n__lt: ['Enter a number.'],
      details__n__range: ['Range query expects two values.'],
    });
  });

  it.each([
    'title__exact',
    'Title',
    'pk',
    '!title',
    'title!!',
    'title!__in',
    'subjects!__name',
    'subjects__in',
    'author__',
    'full_text',
    '_',
    '__proto__',
    'constructor',
    'subjects__books__'.repeat(17) + 'title',
  ])('ignores %s and says so', (name) => {
    const { where, ignored } = plan(`${name}=1`);
    expect(where).toEqual({ conditions: [], relations: [] });
    expect(ignored).toMatchObject([{ name, reason: 'name' }]);
  });

  it.each([
    ['title__exact', 'title'],
    ['Title', 'title'],
    ['title__icontain', 'title__icontains'],
    ['title_in', 'title__in'],
    ['pk__in', 'id__in'],
    ['author_id', 'author'],
    ['author__nam', 'author__name'],
    ['auther__name__in', 'author__name__in'],
    ['title__exact!', 'title!'],
    ['orderng', 'ordering'],
    ['author__orderng', undefined],
    ['tilte', 'title'],
    ['zzz', undefined],
  ])('asks of %s whether %s was meant', (name, suggestion) => {
    expect(plan(`${name}=1`).ignored[0]?.suggestion).toBe(suggestion);
  });

  it('leaves reserved names alone', () => {
    const reserved = 'ordering=&page=&page_size=&limit=&offset=&format=&count=&fields=';
    expect(plan(reserved, { reserved: ['fields'] }).ignored).toEqual([]);
  });

  it('refuses, when strict, whatever would be ignored', () => {
    expect(refused('titel=1&lent=maybe&ordering=nope&zzz=1', { strict: true })).toEqual({
      titel: ['Unknown parameter. Did you mean `title`?'],
      lent: ['Enter true or false.'],
      zzz: ['Unknown parameter.'],
      ordering: ['Cannot order by nope.'],
    });
    expect(refused('titlee=1', { strict: true })).toEqual({
      titlee: ['Unknown parameter. Did you mean `title`?'],
    });
  });
});

describe('planList: values', () => {
  it.each(['title=', 'title=%20', 'pages__in=', 'author=', 'place__code=', 'lent=yes', 'title=a&title='])(
    'is switched off by %s',
    (query) => expect(plan(query).where).toEqual({ conditions: [], relations: [] }),
  );

  it.each([
    ['title__in=,a ', ['', 'a']],
    ['pages__in=1,,2.9', ['1', '2']],
    ['pages__in=,', []],
    ['pages__range=5,', ['5', null]],
    ['lent=TRUE', true],
    ['printed__gt=2024-01-01', '2024-01-01 00:00:00.000000+00'],
    ['author=%2007', '7'],
    ['place=%20a', ' a'],
  ])('reads %s', (query, operand) => expect(plan(query).where.conditions[0]?.operand).toEqual(operand));

  it('reports all bad values together, by the names as sent', () => {
    const query =
      'title=%00&pages__in=1,x&pages__range=1&printed=x&genre=poem&count=some&author__name__in=a,%00&place__floor!=y';
    expect(refused(query)).toEqual({
      title: ['Null characters are not allowed.'],
      pages__in: ['Enter a number.'],
      pages__range: ['Range query expects two values.'],
      printed: ['Enter a valid date/time.'],
      genre: ['Select a valid choice. poem is not one of the available choices.'],
      count: ['Select a valid choice. some is not one of the available choices.'],
      author__name__in: ['Null characters are not allowed.'],
      'place__floor!': ['Enter a number.'],
    });
    const choice = ['Select a valid choice. That choice is not one of the available choices.'];
    expect(refused('author=x&subjects=9999999999999999999&place=%00')).toEqual({
      author: choice,
      subjects: choice,
      place: ['Null characters are not allowed.'],
    });
  });

  it('keeps errors until the related rows have been looked up', () => {
    const { problems, references } = plan('place=a&pages=x');
    expect({ ...problems }).toEqual({ pages: ['Enter a number.'] });
    expect(references).toEqual([{ name: 'place', path: ['place'], keys: ['a'] }]);
  });
});

describe('planList: order', () => {
  const order = (query: string): string =>
    plan(query)
      .order.map(({ path, descending }) => (descending ? '-' : '') + path.join('.'))
      .join(' ');

  it.each([
    ['', '-id'],
    ['ordering=', '-id'],
    ['ordering=nope,--title,pk', '-id'],
    ['ordering=%20title%20,-pages', 'title -pages id'],
    ['ordering=title,-title', 'title id'],
    ['ordering=-author__name,id', '-author.name id'],
    ['ordering=title&ordering=pages', 'pages id'],
  ])('orders %s by %s', (query, expected) => expect(order(query)).toBe(expected));
});

describe('planList: page', () => {
  it.each([
    ['', { style: 'page', page: 1, size: 50 }],
    ['page=%202&page_size=+7', { style: 'page', page: 2, size: 7 }],
    ['page=last&page_size=0', { style: 'page', page: 'last', size: 50 }],
    ['page=&page_size=99999', { style: 'page', page: null, size: 1000 }],
    ['page=0', { style: 'page', page: null, size: 50 }],
    ['limit=&page=2', { style: 'offset', limit: 50, offset: 0n }],
    ['offset=7&limit=x', { style: 'offset', limit: 50, offset: 7n }],
    ['offset=-7&limit=2000', { style: 'offset', limit: 1000, offset: 0n }],
  ])('understands %s', (query, page) => expect(plan(query).page).toEqual(page));

  it('follows a face that knows one style only', () => {
    expect(plan('limit=5', { style: 'page', pageSize: 9 }).page).toEqual({ style: 'page', page: 1, size: 9 });
    expect(plan('page=5', { style: 'offset' }).page).toEqual({ style: 'offset', limit: 50, offset: 0n });
  });

  it('has an empty plan', () => expect(emptyPlan(books)).toEqual(plan('')));
});
