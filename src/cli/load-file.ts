import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { DUMP_START } from '../dataset/dump';
import { loadDataset } from '../dataset/load';
import { loadDump } from '../dataset/load-dump';
import type { LoadReport } from '../dataset/report';
import { DomainError } from '../errors/domain-error';
import { CommandError } from './exit-codes';
import { openInput, peek } from './open-input';

/** What became of a file. */
export interface Loaded extends LoadReport {
  /** A dump: its rows have the numbers that stand in it. */
  isDump: boolean;
}

/**
 * Loads one file: a dump row by row, in constant memory; the other forms from memory.
 * @param file `-` is standard input
 * @throws CommandError naming the file and the place in it; nothing of it is stored then
 */
export async function loadFile(dataSource: DataSource, file: string): Promise<Loaded> {
  const name = file === '-' ? 'standard input' : file;
  try {
    const [start, whole] = await peek(await openInput(file), DUMP_START.length);
    if (start.toString('latin1').startsWith(DUMP_START))
      return { ...(await loadDump(dataSource, whole)), isDump: true };
    const input = await parse(whole);
    return { ...(await loadDataset(dataSource, input)), isDump: hasDumpFormat(input) };
  } catch (error) {
    throw explained(error, name);
  }
}

/** A dump that another program has written anew no longer begins as ours do. */
const hasDumpFormat = (input: unknown): boolean =>
  (input as { format?: unknown } | null)?.format === 'assay-1';

async function parse(stream: Readable): Promise<unknown> {
  const json = await text(stream);
  try {
    return JSON.parse(json.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    throw new CommandError(`It is not JSON: ${(error as Error).message}.`, 1, error);
  }
}

/** The file stands before what is wrong with it; what concerns the database stays as it is. */
function explained(error: unknown, name: string): unknown {
  if (error instanceof CommandError)
    return new CommandError(`${name}: ${error.message}`, error.exitCode, error);
  if (error instanceof DomainError && error.code !== 'unavailable')
    return new CommandError([`${name}: ${error.message}`, error.hint].filter(Boolean).join(' '), 1, error);
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (/^Z_/.test(code ?? '')) return new CommandError(`${name} is no sound gzip file: ${message}.`, 1, error);
  if (syscall === 'read' || syscall === 'open')
    return new CommandError(`Cannot read ${name}: ${message}.`, 1, error);
  return error;
}
