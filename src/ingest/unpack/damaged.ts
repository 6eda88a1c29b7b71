import { BadInput, DomainError } from '../../errors/domain-error';
import { quoted } from './entry-name';

/** What a decoder throws, as the client's fault; our own disk's troubles, and refusals, stay what they are. */
export function damaged(name: string, error: unknown): unknown {
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof DomainError || syscall !== undefined) return error;
  return new BadInput(`${quoted(name)} is cut off or damaged: ${message}.`, { field: 'file', cause: error });
}

/** The bytes as they come; what goes wrong on the way names the file. */
export async function* blaming(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw damaged(name, error);
  }
}
