import { readDefinition } from './definition-yaml';
import { DefinitionMap } from './definition-value';

/** A definition that everybody takes. */
export const GOOD = `device_type: qemu
job_name: new job
visibility: public
timeouts:
  job:
    minutes: 10
  action:
    minutes: 5
actions: []
`;

/** The good definition with some of its keys said otherwise; null leaves a key out. */
export function definitionWith(changes: Record<string, string | null>): DefinitionMap {
  const whole = readDefinition(GOOD) as DefinitionMap;
  for (const [key, text] of Object.entries(changes)) {
    if (text === null) whole.delete(key);
    else whole.set(key, readDefinition(text));
  }
  return whole;
}
