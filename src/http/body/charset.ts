import { TextDecoder } from 'node:util';
import { Unsupported } from '../../errors/domain-error';

/**
 * Reads bytes in a charset; a byte order mark stays, for JSON has none. Only where the charset leaves the order of bytes
 * open is the mark a part of it, as Python reads `utf-16`.
 * @throws TypeError they are not in that charset; Unsupported nobody knows it
 */
export function decodeBytes(bytes: Buffer, charset: string): string {
  if (/^utf[-_]?16$/i.test(charset)) {
    const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
    return new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le', { fatal: true }).decode(bytes);
  }
  return decoderOf(charset).decode(bytes);
}

function decoderOf(charset: string): TextDecoder {
  try {
    // Python's usual name for ISO 8859-1 is not among the web's.
    const label = /^latin[-_]1$/i.test(charset) ? 'latin1' : charset;
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    throw new Unsupported(`Unsupported charset "${charset}" in request.`);
  }
}

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * The pairs of a URL-encoded form: percent signs stand for bytes, and all bytes of a name or value together for text. What
 * would be guessed in a query string is refused here, because it would be stored.
 * @throws as `decodeBytes`
 */
export function formPairs(bytes: Buffer, charset: string): [string, string][] {
  const decoder = decoderOf(charset);
  const read = (text: string): string => {
    const plain = text
      .replaceAll('+', ' ')
      .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return decoder.decode(Buffer.from(plain, 'latin1'));
  };
  return bytes
    .toString('latin1')
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(piece) ?? [];
      return [read(name), read(value)];
    });
}
