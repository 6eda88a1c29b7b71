import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentEncoding } from '../../http/body/content-encoding';
import { SpooledFile } from '../../http/body/spool';
import { ReportFile, UnpackLimits, USUAL_LIMITS } from './report-file';
import { unpack } from './unpack';

export const MiB = 1024 * 1024;
export const LIMITS: UnpackLimits = { ...USUAL_LIMITS, bytes: 64 * MiB };
export const XML = '<testsuite name="s"><testcase name="a"/></testsuite>';

/** Uploads lie here until the end of a test. */
export const folder = mkdtempSync(join(tmpdir(), 'assay-unpack-'));
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
export function spooled(data: string | Buffer, filename = 'report'): SpooledFile {
  const path = join(folder, `body-${serial++}`);
  writeFileSync(path, data);
  return { path, bytes: Buffer.byteLength(data), sha256: '', filename, contentType: 'text/plain' };
}

const read = async (file: ReportFile): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** Name and content of each file; `look` false leaves all unread but the first bytes. */
export async function all(
  files: SpooledFile | SpooledFile[],
  {
    encoding = '',
    limits = {},
    look = true,
  }: { encoding?: ContentEncoding; limits?: object; look?: boolean } = {},
): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const file of unpack([files].flat(), encoding, { ...LIMITS, ...limits }))
    found.push([file.name, look ? await read(file) : Buffer.from(file.start).toString()]);
  return found;
}
