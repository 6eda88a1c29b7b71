import fc from 'fast-check';

import { logLineText, readLogLine } from './lava-log';
import { utcText } from './utc-text';

const LINE = '- {"dt": "2026-03-01T08:05:02.000001", "lvl": "target", "msg": "mount: <denied>"}';

describe('a line of a LAVA log', () => {
  it('is time, level and message when these say it all', () => {
    const line = readLogLine(LINE);
    expect(line).toEqual({
      time: '2026-03-01T08:05:02.000001Z',
      level: 'target',
      message: 'mount: <denied>',
      source: null,
    });
    expect(logLineText(line)).toBe(LINE);
  });

  it('is written from what PostgreSQL says', () => {
    const line = {
      time: '2026-03-01 08:05:02+00',
      level: 'info',
      message: 'é "x" \\ \u007f\t😀',
      source: null,
    };
    expect(logLineText(line)).toBe(
      '- {"dt": "2026-03-01T08:05:02.000000", "lvl": "info", "msg": "\\u00e9 \\"x\\" \\\\ \\u007f\\t\\ud83d\\ude00"}',
    );
  });

  it.each([
    [
      'a message that is an object',
      '- {"dt": "2026-03-01T08:05:02.000001", "lvl": "results", "msg": {"a": 1}}',
      '{"a":1}',
    ],
    ['another field', '- {"dt": "2026-03-01T08:05:02.000001", "lvl": "info", "msg": "x", "ns": "y"}', 'x'],
    ['a moment without fraction', '- {"dt": "2026-03-01T08:05:02", "lvl": "info", "msg": "x"}', 'x'],
    [
      'a moment of another zone',
      '- {"dt": "2026-03-01T08:05:02.000001+02:00", "lvl": "info", "msg": "x"}',
      'x',
    ],
    ['no moment', '- {"lvl": "info", "msg": "x"}', 'x'],
    ['a date that does not exist', '- {"dt": "2026-02-30T08:05:02.000001", "lvl": "info", "msg": "x"}', 'x'],
    ['YAML', "- {dt: '2026-03-01T08:05:02.000001', lvl: info, msg: x}", 'x'],
    ['a carriage return', `${LINE}\r`, 'mount: <denied>'],
    ['plain text', 'hello: world', 'hello: world'],
    ['nothing', '', ''],
    ['a list', '- [1]', '- [1]'],
  ])('is kept as it came when it has %s', (_what, text, message) => {
    const line = readLogLine(text);
    expect(line).toMatchObject({ message, source: text });
    expect(logLineText(line)).toBe(text);
  });

  it('keeps nothing that the database cannot hold', () => {
    const line = readLogLine(
      '- {"dt": "2026-03-01T08:05:02.000001", "lvl": "info", "msg": "a\\u0000\\ud800"}',
    );
    expect(line.message).toBe('a\u2400\ufffd');
    expect(line.source).toContain('"a\\u0000\\ud800"');
  });

  it('comes back from its text, whatever it says', () => {
    const word = fc.string({ unit: 'binary', maxLength: 30 });
    const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(word, word, moment, (level, message, time) => {
        const stored = { time: time.toISOString(), level, message, source: null };
        const text = logLineText(stored);
        expect(logLineText(readLogLine(text))).toBe(text);
        expect(JSON.parse(text.slice(2))).toMatchObject({ lvl: level, msg: message });
      }),
    );
    fc.assert(
      fc.property(
        word.filter((w) => !/[\0-\x1f\ufffe\uffff]/.test(w)),
        (text) => {
          expect(logLineText(readLogLine(text))).toBe(text);
        },
      ),
    );
  });
});

describe('a moment in UTC', () => {
  it.each([
    ['2026-03-01 08:20:00.25+00', '2026-03-01 08:20:00.250000'],
    ['2026-03-01T08:20:00.250000Z', '2026-03-01 08:20:00.250000'],
    ['2026-03-01 08:05:01+00', '2026-03-01 08:05:01'],
    ['2026-03-01T08:05:01.000Z', '2026-03-01 08:05:01'],
    ['2026-03-01T08:05:01+00:00', '2026-03-01 08:05:01'],
    ['2026-03-01 01:05:01.5+02', '2026-02-28 23:05:01.500000'],
    ['2026-03-01T08:05:01.123456-05:30', '2026-03-01 13:35:01.123456'],
    ['infinity', 'infinity'],
    ['10000-01-01 00:00:00+00', '10000-01-01 00:00:00+00'],
  ])('is read from %s', (raw, text) => expect(utcText(raw, ' ')).toBe(text));
});
