/**
 * The file name in a Content-Disposition header (RFC 6266), without folders; "" when there is none.
 * `filename*=UTF-8''…` wins over `filename="…"`.
 */
export function fileName(header: string | undefined): string {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  const name = (extended && decoded(extended)) ?? plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '';
  return name.split(/[/\\]/).at(-1)?.replaceAll('\0', '') ?? '';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
