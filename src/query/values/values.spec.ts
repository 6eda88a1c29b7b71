import { BadValue } from './bad-value';
import { readDecimal, readInteger, readPythonInt } from './number';
import { readBool, readChoice, readText, strip } from './text';
import { readTime } from './time';

describe('text', () => {
  it('trims as Python does, not as JavaScript does', () => {
    expect(strip('\x1c\x85\u3000 a b \u00a0\u2028\t')).toBe('a b');
    expect(strip('\ufeffa')).toBe('\ufeffa');
    expect(strip(' \n ')).toBe('');
  });

  it('refuses U+0000', () => {
    expect(() => readText('a\0')).toThrow('Null characters are not allowed.');
  });

  it('takes a choice only as it stands', () => {
    expect(readChoice('Idle', ['Idle'])).toBe('Idle');
    expect(() => readChoice('idle', ['Idle'])).toThrow(
      'Select a valid choice. idle is not one of the available choices.',
    );
  });

  it.each([
    ['TRUE', true],
    ['0', false],
    ['yes', null],
    [' true', null],
  ])('reads the bool %j as %j', (text, value) => expect(readBool(text)).toBe(value));
});

describe('numbers', () => {
  it.each([
    ['1.9', '1'],
    ['-0.5', '0'],
    ['-1.5', '-1'],
    [' +007 ', '7'],
    ['1e2', '100'],
    ['.5', '0'],
    ['5.', '5'],
    ['1_0', '10'],
    ['１２', '12'],
    ['1e-999999', '0'],
    ['-1e999999', '-Infinity'],
    ['1e50', `1${'0'.repeat(50)}`],
  ])('cuts %s to the integer %s', (text, value) => expect(readInteger(text)).toBe(value));

  it.each(['', ' ', 'x', 'NaN', 'Infinity', '1,5', '0x10', '1e', '--1', '1e99999999999999999999'])(
    'does not take %j for a number',
    (text) => expect(() => readDecimal(text)).toThrow('Enter a number.'),
  );

  it('bounds numbers above only, where the float 1e50 lies', () => {
    expect(() => readDecimal('1e51')).toThrow('Ensure this value is less than or equal to 1e+50.');
    expect(() => readDecimal('1.00000000000000008e50')).toThrow(BadValue);
    expect(readDecimal('100000000000000007629769841091887003294964970946560')).toMatch(/E0$/);
    expect(() => readDecimal('100000000000000007629769841091887003294964970946560.1')).toThrow(BadValue);
    expect(readDecimal('-1e51')).toBe('-1E51');
  });

  it('keeps decimals exact, whatever their size', () => {
    expect(readDecimal('9007199254740993.0001')).toBe('90071992547409930001E-4');
    expect(readDecimal('1e-999999')).toBe('1E-16001');
    expect(readDecimal('-0.00')).toBe('0');
  });

  it.each([
    [' 10 ', 10n],
    ['+010', 10n],
    ['1_0', 10n],
    ['1__0', null],
    ['10.5', null],
    ['', null],
    ['𝟙', 1n],
  ])("reads %j as Python's int %s", (text, value) => expect(readPythonInt(text)).toBe(value));
});

describe('times', () => {
  it.each([
    ['2024-06-07T08:09:10.123456Z', '2024-06-07 08:09:10.123456+00'],
    ['2024-6-7 8:9', '2024-06-07 08:09:00.000000+00'],
    ['2024-06-07T08:09:10,1234567', '2024-06-07 08:09:10.123456+00'],
    ['2024-06-07T00:30:00+01:00', '2024-06-06 23:30:00.000000+00'],
    ['2024-06-07T00:30:00 -0130', '2024-06-07 02:00:00.000000+00'],
    ['2024-03-01', '2024-03-01 00:00:00.000000+00'],
    ['2024-01-01 10', '2024-01-01 10:00:00.000000+00'],
    ['20240101T000000Z', '2024-01-01 00:00:00.000000+00'],
    ['2024-W01-1', '2024-01-01 00:00:00.000000+00'],
    ['2020W537', '2021-01-03 00:00:00.000000+00'],
    ['9999-12-31T23:59:59-23:59', '10000-01-01 23:58:59.000000+00'],
    ['0001-01-01T00:00:00+01', '0001-12-31 23:00:00.000000+00 BC'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31 23:59:59.999999+00'],
  ])('reads %s', (text, value) => expect(readTime(text)).toBe(value));

  it.each([
    '',
    'now',
    '2024-02-30T00:00',
    '2023-02-29',
    '0000-01-01',
    '2024-01-01t00:00:00Z',
    '2024-01-01T00:00:00z',
    '2024-01-01T24:00',
    '2024-01-01T00:00:60',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01T00:00:00 01:00',
    '2021-W53-1',
    '9999-W52-7',
    '2024-W1-1',
    '2024-01-01T',
    '1717747750',
  ])('refuses %j', (text) => expect(() => readTime(text)).toThrow('Enter a valid date/time.'));
});
