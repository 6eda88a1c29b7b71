import { rolesOfAction } from './definition-parts';
import { MOST_NODES } from './definition-shape';
import { deviceTypeOf, tagsOf } from './definition-facts';
import { DefinitionMap, DefinitionValue, isMapping } from './definition-value';
import { Fault } from './fault';

/** What the nodes of one multinode job have in common, once it is known. */
export interface NodeGroup {
  /** An identity of all of them together. */
  targetGroup: string;
  /** By the place of a node: the number of the first, a dot, its own place. */
  subIds: readonly string[];
}

/** One node of a multinode definition. */
export interface NodePlan {
  role: string;
  /** Null for a node that is reached through another one and needs no device of its own. */
  deviceType: string | null;
  tags: string[];
  /** Its own definition: what all have in common, what its role says, and the actions for that role. */
  definition(group: NodeGroup): DefinitionMap;
}

/** What every node keeps of the whole. */
const COMMON = ['job_name', 'timeouts', 'priority', 'visibility', 'notify', 'metadata', 'secrets'];
/** What a role says of the group, not of its nodes. */
const OF_THE_GROUP = new Set(['count', 'host_role', 'expect_role', 'request', 'connection']);

/** What is refused beyond the shape of a definition. */
export interface NodeFault {
  /** `data` is wrong by itself; a key `missing` is only noticed while submitting (lava-rest §8.1). */
  kind: 'data' | 'missing';
  fault: Fault;
}

/**
 * One plan for each node, in the order of roles; null when the definition is for one device. Its shape has been checked
 * (`faultToSubmit`) (lava-rest §8.1, lava-xmlrpc-events §6.2).
 */
export function nodesOf(definition: DefinitionMap): NodePlan[] | NodeFault | null {
  const protocols = definition.get('protocols');
  const multinode = isMapping(protocols) ? protocols.get('lava-multinode') : undefined;
  if (!isMapping(multinode)) return null;
  const stray = actionWithoutRole(definition);
  if (stray !== null)
    return data(
      `Invalid YAML - Did not find a role in action '${stray}', check for consistent use of whitespace indents.`,
    );
  const nodes: NodePlan[] = [];
  for (const [name, said] of multinode.get('roles') as Map<string, DefinitionMap>) {
    const missing = missingKey(said);
    if (missing) return { kind: 'missing', fault: { reason: missing, path: [] } };
    const count = Number(said.get('count') ?? 1n);
    for (let nth = 0; nth < count; nth++) nodes.push(planOf(definition, multinode, name, said, nodes.length));
    if (nodes.length > MOST_NODES) return data(`A job has at most ${MOST_NODES} nodes.`);
  }
  return nodes.length === 0 ? data('There are no roles in the multinode protocol.') : nodes;
}

const data = (reason: string): NodeFault => ({ kind: 'data', fault: { reason, path: [] } });

function missingKey(role: DefinitionMap): string | null {
  if (!role.has('count')) return 'count';
  return role.has('device_type') || role.has('connection') ? null : 'device_type';
}

function actionWithoutRole(definition: DefinitionMap): string | null {
  for (const action of definition.get('actions') as DefinitionMap[])
    for (const [kind, said] of action)
      if (!isMapping(said) || rolesOfAction(said).length === 0) return String(kind);
  return null;
}

function planOf(
  whole: DefinitionMap,
  multinode: DefinitionMap,
  role: string,
  said: DefinitionMap,
  place: number,
): NodePlan {
  return {
    role,
    deviceType: deviceTypeOf(said),
    tags: tagsOf(said),
    definition: (group) => nodeDefinition(whole, multinode, role, said, group, place),
  };
}

function nodeDefinition(
  whole: DefinitionMap,
  multinode: DefinitionMap,
  role: string,
  said: DefinitionMap,
  { targetGroup, subIds }: NodeGroup,
  place: number,
): DefinitionMap {
  const own: DefinitionMap = new Map();
  for (const [key, value] of whole) if (typeof key === 'string' && COMMON.includes(key)) own.set(key, value);
  for (const [key, value] of said)
    if (typeof key === 'string' && !OF_THE_GROUP.has(key) && key !== 'timeout' && key !== 'essential')
      own.set(key, value);
  own.set('actions', actionsFor(whole, role));
  const protocol: DefinitionMap = new Map(multinode);
  for (const key of ['timeout', 'essential']) {
    const value = said.get(key);
    if (value !== undefined) protocol.set(key, value);
  }
  protocol.set('roles', new Map([[subIds[place] ?? '', role]]));
  protocol.set('role', role);
  protocol.set('group_size', BigInt(subIds.length));
  protocol.set('target_group', targetGroup);
  protocol.set('sub_id', subIds[place] ?? '');
  for (const key of ['connection', 'host_role', 'expect_role', 'request']) {
    const value = said.get(key);
    if (value !== undefined) protocol.set(key, value);
  }
  const protocols: DefinitionMap = new Map(whole.get('protocols') as DefinitionMap);
  own.set('protocols', protocols.set('lava-multinode', protocol));
  return own;
}

function actionsFor(whole: DefinitionMap, role: string): DefinitionValue[] {
  return (whole.get('actions') as DefinitionMap[]).filter((action) =>
    [...action.values()].some((said) => isMapping(said) && rolesOfAction(said).includes(role)),
  );
}
