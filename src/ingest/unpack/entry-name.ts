/**
 * A path that a client or an archive names, as one below nowhere in particular: no drive, no root, no `..`, nothing that
 * cannot be stored. No file is ever made under it; "" when nothing is left.
 */
export function entryName(received: string): string {
  const parts: string[] = [];
  for (const part of received
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')) {
    if (/^\.\.[ .]*$/.test(part)) parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd');
}

/** Hidden files, and what macOS puts beside each file. */
export function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** What a packed file is called without its packing: `a.xml.gz` → `a.xml`, `a.tgz` → `a.tar`. */
export function unpackedName(name: string): string {
  return name.replace(/\.(t?)(?:gz|zst)$/i, (_, tar: string) => (tar === '' ? '' : '.tar'));
}

/** A name in a sentence. */
export function quoted(name: string): string {
  return name === '' ? 'The upload' : `"${name}"`;
}
