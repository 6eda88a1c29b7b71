/**
 * What YAML 1.1 text says, as PyYAML understands it: whole numbers are bigints and floating ones numbers, so that `1`
 * and `1.0` stay apart; mappings keep the order and the types of their keys.
 */
export type DefinitionValue =
  null | boolean | bigint | number | string | Moment | DefinitionValue[] | DefinitionMap;

export type DefinitionKey = null | boolean | bigint | number | string;

export type DefinitionMap = Map<DefinitionKey, DefinitionValue>;

/** A date or time; `text` is Python's `str()` of it, which YAML 1.1 reads as the same moment again. */
export class Moment {
  constructor(readonly text: string) {}
}

export function isMapping(value: DefinitionValue | undefined): value is DefinitionMap {
  return value instanceof Map;
}
