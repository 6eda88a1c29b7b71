/** `attachment` with a file name that is safe for every reader (RFC 6266): an ASCII stand-in and the real name. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\/%]/g, '_');
  const real = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_').replace(/[/\\]/g, '_')).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${real}`}`;
}
