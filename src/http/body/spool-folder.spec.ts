import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { identityOf } from '../../database/process-table';
import { makeUploadFolder, sweepUploads } from './spool-folder';

describe('the spool', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'assay-spool-'));
  const spool = join(dataDir, 'spool');
  const child = spawn('sleep', ['60']);

  /** An upload like one of ours, by another process. */
  async function uploadOf(identity: string, host?: string): Promise<string> {
    const [own = '', , random = ''] = basename(await makeUploadFolder(dataDir)).split('.');
    const name = [host ?? own, identity.replace(/[^A-Za-z0-9-]+/g, '-'), random].join('.');
    const [made = ''] = readdirSync(spool).filter((each) => each.endsWith(`.${random}`));
    renameSync(join(spool, made), join(spool, name));
    writeFileSync(join(spool, name, 'body'), 'x');
    return name;
  }

  afterAll(() => {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true });
  });

  it('is nothing to sweep while there is none', async () => {
    expect(await sweepUploads(dataDir)).toBe(0);
  });

  it('loses the uploads of processes that have ended, and keeps those of the living', async () => {
    const own = basename(await makeUploadFolder(dataDir));
    const others = await uploadOf(identityOf(child.pid ?? 0) ?? '');
    const dead = await uploadOf('999999999 1a2b3c4d-77');
    const reused = await uploadOf(`${child.pid} 1a2b3c4d-77`);
    expect(readdirSync(spool)).toHaveLength(4);
    expect(await sweepUploads(dataDir)).toBe(2);
    expect(readdirSync(spool).sort()).toEqual([own, others].sort());
    expect([dead, reused].filter((name) => readdirSync(spool).includes(name))).toEqual([]);
  });

  it('keeps those of another host until they have lain for a day', async () => {
    const fresh = await uploadOf('1 1a2b3c4d-77', 'another-host');
    const old = join(spool, `elsewhere.1-2.abcdef`);
    mkdirSync(old);
    utimesSync(old, 1_000, 1_000);
    expect(await sweepUploads(dataDir)).toBe(1);
    expect(readdirSync(spool)).toContain(fresh);
  });
});
