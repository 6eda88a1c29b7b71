import { shapeRow, timeText } from './rows';
import { books } from './toys';

describe('timeText', () => {
  it.each([
    ['2024-06-07 08:09:10+00', '2024-06-07T08:09:10Z'],
    ['2024-06-07 08:09:10.123+00', '2024-06-07T08:09:10.123000Z'],
    ['2024-06-07 08:09:10.123456+00', '2024-06-07T08:09:10.123456Z'],
    ['2024-06-07 08:09:10.5+05:30', '2024-06-07T02:39:10.500000Z'],
    ['10000-01-01 00:00:00+00', '10000-01-01T00:00:00Z'],
    ['0001-12-31 23:00:00+00 BC', '0000-12-31T23:00:00Z'],
    ['0044-03-15 12:00:00+00 BC', '-0043-03-15T12:00:00Z'],
    ['infinity', 'infinity'],
  ])('writes %s as %s', (raw, text) => expect(timeText(raw)).toBe(text));
});

describe('shapeRow', () => {
  it("has the statement's order and leaves out what was not read", () => {
    const raw = {
      subjects: ['2', '3'],
      printed: '2024-06-07 08:09:10+00',
      id: '7',
      price: '1.5000',
      lent: false,
    };
    const row = shapeRow(books, { ...raw, place: null, stranger: 1 });
    expect(JSON.stringify(row)).toBe(
      '{"id":7,"price":"1.5000","printed":"2024-06-07T08:09:10Z","lent":false,"place":null,"subjects":[2,3]}',
    );
  });
});
