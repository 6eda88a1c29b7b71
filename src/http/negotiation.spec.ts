import { negotiate } from './negotiation';

const FITS = { indent: 0 };
const NOT_ACCEPTABLE = { refused: 'not acceptable' };
const NO_FORMAT = { refused: 'no such format' };

test.each([
  [undefined, FITS],
  ['*/*', FITS],
  ['application/*', FITS],
  ['APPLICATION/JSON', FITS],
  ['application/json;q=0', FITS],
  ['text/html, application/json', FITS],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', FITS],
  ['application/json; charset=utf-8', FITS],
  ['', NOT_ACCEPTABLE],
  ['foo', NOT_ACCEPTABLE],
  ['text/html', NOT_ACCEPTABLE],
  ['text/*', NOT_ACCEPTABLE],
  ['application/vnd.api+json', NOT_ACCEPTABLE],
  ['application/json; indent=4', { indent: 4 }],
  ['*/*; indent=2', { indent: 2 }],
  ['application/json, application/json; indent=3', { indent: 3 }],
  ['application/json; indent=99', { indent: 8 }],
  ['application/json; indent=-1', FITS],
  ['application/json; indent=x', FITS],
])('Accept: %s', (accept, expected) => {
  expect(negotiate(accept, '')).toEqual(expected);
});

test.each([
  ['format=json', undefined, FITS],
  ['format=', undefined, FITS],
  ['format=xml', undefined, NO_FORMAT],
  ['format=JSON', undefined, NO_FORMAT],
  ['format=xml&format=json', undefined, FITS],
  ['format=json&format=xml', undefined, NO_FORMAT],
  ['format=xml', 'json', FITS],
  ['a=1', 'json', FITS],
])('?%s with the suffix %s', (query, suffix, expected) => {
  expect(negotiate('*/*', query, suffix)).toEqual(expected);
});

test('a format does not make up for an Accept that does not fit', () => {
  expect(negotiate('text/html', 'format=json')).toEqual(NOT_ACCEPTABLE);
  expect(negotiate('text/html', 'format=xml')).toEqual(NO_FORMAT);
});
