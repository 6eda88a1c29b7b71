import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assay } from '../support/run-assay';

describe('the assay command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-usage-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    [['psh', 'x'], "unknown command 'psh' (Did you mean push?)"],
    [['psh', '--help'], "unknown command 'psh' (Did you mean push?)"],
    [['help', 'loaddta'], "unknown command 'loaddta' (Did you mean loaddata?)"],
    [['bogus', '--help'], 'unknown command \'bogus\' ("assay help" lists them)'],
    [['push', '--tga', 'x', 'y'], "unknown option '--tga' (Did you mean --tag?)"],
    [['push'], "missing required argument 'file'"],
    [['push', 'nosuch.xml'], 'Cannot read nosuch.xml: there is no such file.'],
    [['push', '-', '-'], '"-" may be given once.'],
    [
      ['push', '-', '--format', 'junt'],
      "option '--format <format>' argument 'junt' is invalid. It is one of junit, tap",
    ],
    [['push', '-', '--metadata', '[1]'], "argument '[1]' is invalid. It is a JSON object."],
    [['push', '-', '--metadata', '{'], "argument '{' is invalid. It is a JSON object."],
    [['push', '-', '--url', 'host:8000'], '"host:8000" is no address of a server'],
  ])('refuses %j in one line and with 64', async (args, message) => {
    const run = await assay(args);
    expect(run).toMatchObject({ code: 64, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr.trim()).not.toContain('\n');
  });

  it('tells what it can do', async () => {
    expect(await assay(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    const help = await assay(['--help']);
    expect(help.code).toBe(0);
    expect(await assay(['help'])).toEqual(help);
    const ofPush = await assay(['push', '--help']);
    expect(ofPush).toMatchObject({ code: 0, stdout: expect.stringContaining('--device-type') as string });
    expect(await assay(['help', 'push'])).toEqual(ofPush);
    for (const word of [
      'serve',
      'migrate',
      'createuser',
      'token',
      'loaddata',
      'dumpdata',
      'push',
      'ASSAY_URL',
      'Exit codes',
    ])
      expect(help.stdout).toContain(word);
  });

  it.each([
    [{ HOST: 'nope.invalid' }, 'HOST nope.invalid: there is no such address.'],
    [{ HOST: '192.0.2.1' }, 'HOST 192.0.2.1: this machine does not have that address.'],
  ])('names the variable when it cannot serve with %j', async (env, sentence) => {
    const run = await assay(['serve'], {
      DATABASE_URL: process.env.ASSAY_TEST_DATABASE_URL ?? '',
      ASSAY_DATA_DIR: directory,
      ASSAY_LOG_LEVEL: 'silent',
      PORT: '0',
      ...env,
    });
    expect(run).toEqual({ code: 1, stdout: '', stderr: `assay: ${sentence}\n` });
  });
});
