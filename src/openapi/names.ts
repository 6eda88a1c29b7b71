import { ResourceStatement } from '../query/statement';

/** `device type` → `DeviceType`; `device_type` and `devicetypes` → `DeviceType`, `Devicetypes`. */
export function pascal(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The name of a collection's row among the schemas. */
export function rowName<C>(statement: ResourceStatement<C>): string {
  return pascal(statement.verboseName);
}

/** `device` → `a device`, `activity` → `an activity`, `user` → `a user`. */
export function withArticle(words: string): string {
  return `${/^([aeio]|un)/i.test(words) ? 'an' : 'a'} ${words}`;
}
