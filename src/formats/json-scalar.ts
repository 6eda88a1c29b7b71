/** Characters that JSON lets through and YAML does not print: DEL, C1, the line separators, byte order marks. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** A JSON string that is a YAML double-quoted scalar as well, on one line. */
export function quotedScalar(text: string): string {
  const json = JSON.stringify(text);
  if (!UNPRINTABLE.test(json)) return json;
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The value of a JSON scalar; undefined when the text is not one. */
export function scalarValue(text: string): string | number | boolean | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== 'object'
      ? (value as string | number | boolean | null)
      : undefined;
  } catch {
    return undefined;
  }
}
