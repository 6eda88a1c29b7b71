import { StorableText, storableText } from './text-sanitizer';

/** Escapes that `JSON.stringify` writes for characters that cannot be stored; they would come back with the value. */
const SUSPECT = /\\[ubf]/;
/** U+FFFE and U+FFFF are written as they are. */
const BARE = /[\ufffe\uffff]/;

/** A value as JSON that holds, escaped or not, no character that cannot be stored (report-formats C3 item 4). */
export function storableJson(value: unknown): StorableText {
  const json = JSON.stringify(value) ?? '';
  if (!SUSPECT.test(json) && !BARE.test(json)) return { text: json, repaired: 0 };
  let repaired = 0;
  const clean = (text: string): string => {
    const storable = storableText(text);
    repaired += storable.repaired;
    return storable.text;
  };
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') return clean(inner);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [clean(key), one]));
  });
  return { text, repaired };
}
