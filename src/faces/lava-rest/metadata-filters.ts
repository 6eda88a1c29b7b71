import { Pair } from '../../query/parse';
import { readBool } from '../../query/values/text';
import { Refusal } from '../../http/refusal';

const PREFIX = 'metadata__';

/**
 * What LAVA refuses of filters on a job's metadata, in a list of its own (lava-rest §3.6); all other faults are for the plan to find.
 * @throws Refusal
 */
export function checkMetadataFilters(pairs: readonly Pair[]): void {
  for (const { name: sent, value } of pairs) {
    const name = sent.replace(/!$/, '');
    if (!name.startsWith(PREFIX) || value === '') continue;
    const fault = faultOf(name, value);
    if (fault !== null) throw new Refusal([fault]);
  }
}

function faultOf(name: string, value: string): string | null {
  const keys = name.slice(PREFIX.length).split('__');
  if (keys.includes('')) return `Missing metadata key in '${name}'`;
  if (keys.length === 1 && keys[0] === 'contains' && !isObject(value))
    return `metadata__contains expects a JSON object, got '${value}'`;
  if (keys.length > 1 && keys.at(-1) === 'isnull' && readBool(value) === null)
    return `isnull expects a boolean, got '${value}'`;
  return null;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
