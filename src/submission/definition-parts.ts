import { UNITS } from './definition-shape';
import { DefinitionMap, DefinitionValue, isMapping } from './definition-value';

const SECONDS: Readonly<Record<(typeof UNITS)[number], bigint>> = {
  days: 86_400n,
  hours: 3_600n,
  minutes: 60n,
  seconds: 1n,
};

/** A timeout in seconds; one that says nothing is 30. */
export function secondsOf(timeout: DefinitionValue | undefined): bigint {
  if (!isMapping(timeout)) return 30n;
  const unit = UNITS.find((name) => timeout.has(name));
  const number = unit === undefined ? undefined : timeout.get(unit);
  if (unit === undefined || (typeof number !== 'bigint' && typeof number !== 'boolean')) return 30n;
  return BigInt(number) * SECONDS[unit];
}

/** The roles that an action is for: one or a list. */
export function rolesOfAction(action: DefinitionMap): string[] {
  const role = action.get('role');
  const roles = Array.isArray(role) ? role : [role];
  return roles.filter((name) => typeof name === 'string');
}
