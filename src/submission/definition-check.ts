import { SUBMITTED, VALIDATED } from './definition-shape';
import { DefinitionMap, DefinitionValue, isMapping } from './definition-value';
import { Fault, Step } from './fault';
import { rolesOfAction, secondsOf } from './definition-parts';
import { walk } from './walk';

/** What stands in the way of submitting a definition by its shape alone; unknown top-level keys do (lava-rest §10.5). */
export function faultToSubmit(definition: DefinitionValue): Fault | null {
  return walk(SUBMITTED, definition, 'refuse');
}

/**
 * What makes a definition invalid: its shape, then what its parts say of each other. Unknown keys do so only when
 * `strict` (lava-rest §8.2, §10.5).
 */
export function faultOfDefinition(definition: DefinitionValue, strict: boolean): Fault | null {
  const fault = walk(VALIDATED, definition, strict ? 'refuse' : 'pass');
  if (fault || !isMapping(definition)) return fault;
  return (
    faultOfTimeouts(definition) ??
    faultOfTarget(definition) ??
    faultOfRoles(definition) ??
    faultOfNamespaces(definition)
  );
}

const whole = (reason: string): Fault => ({ reason, path: [] });

function* timeoutsIn(definition: DefinitionMap): Generator<[string, Step[], DefinitionValue | undefined]> {
  const timeouts = definition.get('timeouts') as DefinitionMap;
  for (const name of ['action', 'connection']) yield ['Global', ['timeouts', name], timeouts.get(name)];
  for (const name of ['actions', 'connections']) {
    const inner = timeouts.get(name);
    if (isMapping(inner)) for (const [key, value] of inner) yield ['Global', ['timeouts', name, key], value];
  }
  for (const [place, kind, action] of actionsOf(definition))
    yield ['Action', ['actions', { place }, kind, 'timeout'], action.get('timeout')];
}

function faultOfTimeouts(definition: DefinitionMap): Fault | null {
  const most = secondsOf((definition.get('timeouts') as DefinitionMap).get('job'));
  for (const [whose, path, timeout] of timeoutsIn(definition))
    if (isMapping(timeout) && secondsOf(timeout) > most)
      return { reason: `${whose} timeout is larger than job timeout`, path };
  return null;
}

function faultOfTarget(definition: DefinitionMap): Fault | null {
  if (!isMultinode(definition))
    return definition.has('device_type') ? null : whole('"device_type" or multinode should be defined');
  const stray = ['device_type', 'environment', 'context', 'tags'].find((key) => definition.has(key));
  return stray === undefined ? null : whole(`"${stray}" should not be used with multinode`);
}

function faultOfRoles(definition: DefinitionMap): Fault | null {
  if (!isMultinode(definition)) return null;
  const without = actionsOf(definition).some(([, , action]) => rolesOfAction(action).length === 0);
  return without ? whole('Every action of a multinode job should have roles') : null;
}

function faultOfNamespaces(definition: DefinitionMap): Fault | null {
  const named = actionsOf(definition).map(([, , action]) => action.has('namespace'));
  return named.includes(true) && named.includes(false)
    ? whole('When using namespaces, every action should have a namespace')
    : null;
}

function isMultinode(definition: DefinitionMap): boolean {
  const protocols = definition.get('protocols');
  return isMapping(protocols) && protocols.has('lava-multinode');
}

/** The actions that say something: place in the list, kind, what it says. */
function actionsOf(definition: DefinitionMap): [number, string, DefinitionMap][] {
  return (definition.get('actions') as DefinitionMap[]).flatMap((action, place) =>
    [...action].flatMap(([kind, said]): [number, string, DefinitionMap][] =>
      typeof kind === 'string' && isMapping(said) ? [[place, kind, said]] : [],
    ),
  );
}
