import { writeLavaCsv } from './csv-writer';
import { tenDecimals } from './lava-record';
import { batchesOf, EXAMPLE, SMOKE, textOf } from './spec-kit';

const HEADER =
  '"job","suite","result","measurement","unit","duration","timeout","logged","level","metadata","url","name","id",' +
  '"log_start_line","log_end_line"';
const lines = async (text: Promise<string>): Promise<string[]> => (await text).split('\r\n');

describe("LAVA's CSV", () => {
  it('quotes every field', async () => {
    expect(await lines(textOf(writeLavaCsv(batchesOf(EXAMPLE), 'all')))).toEqual([
      HEADER,
      '"41","net","pass","12.5000000000","ms","","","2026-05-01 09:58:00+00:00","","{}","/results/testcase/90","ping","90","",""',
      '"41","net","fail","None","","","","2026-05-01 09:58:10+00:00","","{}","/results/testcase/91","tls","91","1","2"',
      '"41","net","unknown","None","","","","2026-05-01 09:58:20+00:00","","{}","/results/testcase/92","ipv6","92","",""',
      '',
    ]);
  });

  it('shows metadata as a literal of Python, and its level', async () => {
    const written = await lines(textOf(writeLavaCsv(batchesOf(SMOKE), 'all')));
    expect(written[2]).toBe(
      '"41","lava","pass","0.5000000000","seconds","","","2026-03-01 08:05:01+00:00","1",' +
        `"{'definition': 'lava', 'case': 'validate', 'level': '1', 'result': 'pass', 'duration': '0.50'}",` +
        '"/results/testcase/2","validate","2","",""',
    );
    expect(written).toHaveLength(11);
  });

  it('quotes only what needs it in the older form', async () => {
    const written = await lines(textOf(writeLavaCsv(batchesOf(SMOKE), 'minimal')));
    expect(written[0]).toBe(HEADER.replaceAll('"', ''));
    expect(written[3]).toBe(
      "41,0_smoke,pass,None,,,,2026-03-01 08:20:00.250000+00:00,,\"{'definition': '0_smoke', 'case': 'login', 'result': 'pass'}\"," +
        '/results/testcase/3,login,3,1,2',
    );
    expect(written[5]).toBe(
      '41,0_smoke,fail,None,,,,2026-03-01 08:20:00.250000+00:00,,{},/results/testcase/5,umount,5,,',
    );
  });

  it.each(['all', 'minimal'] as const)('doubles quotes and keeps line breaks (%s)', async (quoting) => {
    const [first] = SMOKE;
    const odd = { ...first!, name: 'a "b",\r\nc', metadata: 'level: [a, "b"]\n', start_log_line: 0 };
    const text = await textOf(writeLavaCsv(batchesOf([odd]), quoting));
    expect(text).toContain('"a ""b"",\r\nc"');
    expect(text).toContain(`"['a', 'b']"`);
    expect(text).toContain(`"{'level': ['a', 'b']}"`);
  });

  it('is a header alone when there are no tests', async () => {
    expect(await textOf(writeLavaCsv(batchesOf([]), 'all'))).toBe(`${HEADER}\r\n`);
  });

  it('comes in chunks of bounded size', async () => {
    const many = Array.from({ length: 5_000 }, () => SMOKE[1]!);
    const sizes: number[] = [];
    for await (const chunk of writeLavaCsv(batchesOf(many, 1_000), 'all')) sizes.push(chunk.length);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(70_000);
  });
});

describe('a measurement', () => {
  it.each([
    ['93.7', '93.7000000000'],
    ['12', '12.0000000000'],
    ['0', '0.0000000000'],
    ['-0.0000001', '-0.0000001000'],
    ['1.0000000000', '1.0000000000'],
    ['NaN', 'NaN'],
  ])('%s is shown with ten decimals', (text, shown) => expect(tenDecimals(text)).toBe(shown));
});
