import { byteRange } from './byte-range';

test.each([
  [undefined, null],
  ['bytes=0-3', { start: 0, end: 3 }],
  ['bytes=4-', { start: 4, end: 9 }],
  ['bytes=-4', { start: 6, end: 9 }],
  ['bytes=-400', { start: 0, end: 9 }],
  ['bytes=8-400', { start: 8, end: 9 }],
  ['BYTES = 9 - 9', { start: 9, end: 9 }],
  ['bytes=10-', 'outside'],
  ['bytes=10-12', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=99999999999999999999-', 'outside'],
  // None of these is a range.
  ['bytes=5-3', null],
  ['bytes=-', null],
  ['bytes=a-b', null],
  ['bytes=0-1,4-5', null],
  ['lines=0-3', null],
])('%s of ten bytes', (header, expected) => {
  expect(byteRange(header, 10)).toEqual(expected);
});

test('nothing has no part', () => {
  expect(byteRange('bytes=0-', 0)).toBe('outside');
});
