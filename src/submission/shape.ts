/** What a value may look like: data, walked by `walk.ts`. Booleans are whole numbers, as in Python. */
export type Shape =
  | { is: 'anything' }
  | { is: 'text'; least?: number; most?: number }
  | { is: 'int'; least?: bigint; most?: bigint }
  | { is: 'bool' }
  | { is: 'dict' }
  | { is: 'word'; words: readonly string[] }
  | { is: 'list'; of: Shape }
  | { is: 'any'; of: readonly Shape[] }
  | MappingShape;

export interface MappingShape {
  is: 'mapping';
  /** Shapes of known keys; `required` ones are asked for in their order. */
  keys: Readonly<Record<string, Shape>>;
  required: readonly string[];
  /** Keys that are not known: text (like this), or also whole numbers. */
  others?: { value: Shape; like?: RegExp; numbers?: boolean };
  /** Whatever else is there is nobody's business. */
  open?: boolean;
  /** At most one of these keys may be there, and one must be when `needed`; the mark stands for them in paths. */
  exclusive?: readonly { mark: string; keys: readonly string[]; needed?: boolean }[];
}

export const anything: Shape = { is: 'anything' };
export const bool: Shape = { is: 'bool' };
export const dict: Shape = { is: 'dict' };
export const text: Shape = { is: 'text' };
export const int: Shape = { is: 'int' };
export const textOf = (least: number, most?: number): Shape => ({ is: 'text', least, most });
export const intOf = (least: number, most?: number): Shape => ({
  is: 'int',
  least: BigInt(least),
  most: most === undefined ? undefined : BigInt(most),
});
export const word = (...words: string[]): Shape => ({ is: 'word', words });
export const list = (of: Shape): Shape => ({ is: 'list', of });
export const any = (...of: Shape[]): Shape => ({ is: 'any', of });

/** A mapping; a key whose name ends in `!` is required. */
export function mapping(
  keys: Readonly<Record<string, Shape>>,
  more: Pick<MappingShape, 'others' | 'open' | 'exclusive'> = {},
): MappingShape {
  const named = Object.entries(keys).map(([key, shape]): [string, Shape] => [key.replace(/!$/, ''), shape]);
  const required = Object.keys(keys)
    .filter((key) => key.endsWith('!'))
    .map((key) => key.slice(0, -1));
  return { is: 'mapping', keys: Object.fromEntries(named), required, ...more };
}
