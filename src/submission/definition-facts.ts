import { DefinitionMap, DefinitionValue, isMapping } from './definition-value';
import { Fault } from './fault';
import { scalarText } from './python-text';

/** Who may see a job, as its definition says. */
export type Visibility =
  | { kind: 'public' }
  /** The submitter only. */
  | { kind: 'personal' }
  /** The members of all these groups. */
  | { kind: 'groups'; names: string[] };

const PRIORITIES: Readonly<Record<string, number>> = { low: 0, medium: 50, high: 100 };
const HIGHEST = 100n;

/*
 * What is asked of a definition here has a checked shape (`faultToSubmit`).
 */

/** Its `job_name`. */
export function nameOf(definition: DefinitionMap): string {
  return definition.get('job_name') as string;
}

/** The device type it asks for, which may be an alias; null when it names none. */
export function deviceTypeOf(definition: DefinitionMap): string | null {
  return (definition.get('device_type') as string | undefined) ?? null;
}

/** Low, medium (also when nothing is said) and high are 0, 50 and 100; or the fault of a number beyond those. */
export function priorityOf(definition: DefinitionMap): number | Fault {
  const said = (definition.get('priority') ?? 'medium') as string | bigint | boolean;
  if (typeof said === 'string') return PRIORITIES[said] ?? 50;
  const number = BigInt(said);
  return number < 0n || number > HIGHEST
    ? { reason: `Invalid job priority: ${number}. Should be in [0, ${HIGHEST}]`, path: [] }
    : Number(number);
}

export function visibilityOf(definition: DefinitionMap): Visibility {
  const said = definition.get('visibility');
  if (isMapping(said)) return { kind: 'groups', names: [...new Set(said.get('group') as string[])] };
  return { kind: said as 'public' | 'personal' };
}

/** Names of tags, each once, in their order. */
export function tagsOf(definition: DefinitionMap): string[] {
  return [...new Set((definition.get('tags') ?? []) as string[])];
}

/** What its metadata is searched by: scalars as text, null as it is, lists and mappings by the same rule (lava-rest §8.1). */
export function metadataOf(definition: DefinitionMap): Record<string, unknown> {
  return searchable(definition.get('metadata') ?? new Map()) as Record<string, unknown>;
}

function searchable(value: DefinitionValue): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(searchable);
  if (!isMapping(value)) return scalarText(value);
  return Object.fromEntries(
    [...value].map(([key, inner]) => [key === null ? 'null' : scalarText(key), searchable(inner)]),
  );
}
