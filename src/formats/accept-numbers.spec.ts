import { readJunit } from './junit-reader.codec';
import { DEFAULT_READ_LIMITS } from './record';
import { Reading, readAll } from './spec-kit';
import { isTimeZone } from './time-zone';

const read = (body: string): Promise<Reading> => readAll(readJunit, body);
const suite = (inside: string): string => `<testsuite name="s">${inside}</testsuite>`;

describe('report-formats C3, numbers and time', () => {
  it.each([
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['1E-07', '0.0000001'],
    ['0.0s', '0.0'],
    ['12ms', '0.012'],
    ['NaN', null],
    ['Infinity', null],
    ['-3', null],
    ['1000000000000', null],
    ['', null],
  ])('15: a time of %j is %j seconds, and never lost', async (time, seconds) => {
    const { tests, warnings } = await read(suite(`<testcase name="a" time="${time}"/>`));
    const lost = seconds === null && time !== '';
    expect(tests[0]).toMatchObject({
      duration: seconds,
      metadata: lost ? JSON.stringify({ raw_time: time }) : null,
    });
    expect(warnings).toEqual(lost ? ['bad_time'] : []);
  });

  it.each([
    ['2026-07-01T12:00:00', '2026-07-01T12:00:00+02:00'],
    ['2026-01-01 12:00:00.5', '2026-01-01T12:00:00.5+01:00'],
    ['2026-03-29T02:30:00', '2026-03-29T02:30:00+01:00'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T03:30:00', '2026-10-25T03:30:00+01:00'],
    ['2026-07-01T24:00:00', '2026-07-02T00:00:00+02:00'],
    ['1970-01-01T00:00:00', '1970-01-01T00:00:00+01:00'],
    ['9999-12-31T00:00:00', '9999-12-31T00:00:00+01:00'],
  ])('16: %s of a clock in Berlin is %s, as it was written beside it', async (timestamp, logged) => {
    const body = suite(`<testcase name="a" timestamp="${timestamp}"/>`);
    const { tests } = await readAll(readJunit, body, { ...DEFAULT_READ_LIMITS, zone: 'Europe/Berlin' });
    expect(tests[0]).toMatchObject({ logged, metadata: JSON.stringify({ raw_timestamp: timestamp }) });
  });

  it.each([
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000123', '2023-11-14T22:13:20.123Z'],
    ['2019-09-13T 23:30:12Z', '2019-09-13T23:30:12Z'],
    ['2026-01-02T03:04:05.123456789+0530', '2026-01-02T03:04:05.123456+05:30'],
  ])('16: %s says itself that it is %s', async (timestamp, logged) => {
    const body = suite(`<testcase name="a" timestamp="${timestamp}"/>`);
    const { tests } = await readAll(readJunit, body, { ...DEFAULT_READ_LIMITS, zone: 'Asia/Tokyo' });
    expect(tests[0]).toMatchObject({ logged, metadata: null });
  });

  it('16: no time, a word for a time, and what zones there are', async () => {
    const { tests, warnings, facts } = await read(
      `<testsuite name="s" timestamp="2026-01-01T00:00:00"><testcase name="a"/><testcase name="b" timestamp="soon"/></testsuite>`,
    );
    expect(tests.map(({ logged, metadata }) => [logged, metadata])).toEqual([
      [null, null],
      [null, '{"raw_timestamp":"soon"}'],
    ]);
    expect([warnings, facts.start_time]).toEqual([['bad_timestamp'], '2026-01-01T00:00:00Z']);
    expect(['UTC', 'Europe/Berlin', '+05:30', '-0800'].every(isTimeZone)).toBe(true);
    expect(['', 'Berlin', '+99:00', 'Europe/Nowhere', '/etc/passwd'].some(isTimeZone)).toBe(false);
  });
});
