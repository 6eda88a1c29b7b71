import { CONTEXT_KEYS } from './context-keys';
import { notifyShape } from './notify-shape';
import { any, anything, bool, dict, int, intOf, list, mapping, Shape, text, textOf, word } from './shape';

/** Nodes of one job: more than any lab has boards of a kind, few enough to make in one transaction. */
export const MOST_NODES = 100;

export const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;
export const ACTIONS = ['deploy', 'boot', 'test', 'command'] as const;

const NAME = /^[a-z-]+$/;

/** LAVA checks twice, with two programs: what it takes and what it calls valid are not quite the same (§6.2). */
type Check = 'submit' | 'validate';

function timeoutShape(check: Check): Shape {
  const number = check === 'submit' ? int : intOf(1);
  return mapping(
    { ...Object.fromEntries(UNITS.map((unit) => [unit, number])), skip: bool },
    { exclusive: [{ mark: 'timeout_unit', keys: UNITS, needed: check === 'validate' }] },
  );
}

const test = { definitions: anything, interactive: anything, monitors: anything, services: anything };

/** One action: a mapping of one key. What is inside it is the dispatcher's business. */
const actionShape = mapping(
  {
    deploy: mapping({ 'to!': anything }, { open: true }),
    boot: mapping({ 'method!': anything }, { open: true }),
    test: any(...Object.keys(test).map((key) => mapping({ ...test, [`${key}!`]: anything }, { open: true }))),
    command: mapping({ 'name!': anything }, { open: true }),
  },
  { exclusive: [{ mark: 'action', keys: ACTIONS, needed: true }] },
);

const contextValue = any(text, int, list(any(text, int)));

const roleShape = mapping(
  { device_type: text, count: intOf(1, MOST_NODES), tags: list(text), host_role: text },
  { open: true },
);

const multinodeShape = mapping({ 'roles!': mapping({}, { others: { value: roleShape } }) }, { open: true });

/** The top level of a job definition (lava-rest §10.5, lava-xmlrpc-events §6.2). */
function definitionShape(check: Check): Shape {
  const timeout = timeoutShape(check);
  const timeoutsByName = mapping({}, { others: { value: timeout, like: NAME } });
  return mapping({
    'job_name!': textOf(1, 200),
    'visibility!': any(word('public', 'personal'), mapping({ 'group!': list(text) })),
    'timeouts!': mapping({
      'job!': timeout,
      action: timeout,
      connection: timeout,
      queue: timeout,
      actions: timeoutsByName,
      connections: timeoutsByName,
    }),
    'actions!': list(actionShape),
    device_type: check === 'submit' ? textOf(1) : textOf(1, 200),
    device: text,
    worker: text,
    priority: any(word('high', 'medium', 'low'), check === 'submit' ? int : intOf(0, 100)),
    tags: list(text),
    metadata: mapping({}, { others: { value: anything, numbers: check === 'submit' } }),
    context: mapping(Object.fromEntries(CONTEXT_KEYS.map((key) => [key, contextValue]))),
    protocols: mapping({
      'lava-multinode': multinodeShape,
      'lava-xnbd': dict,
      'lava-lxc': dict,
      'lava-vland': dict,
    }),
    secrets: dict,
    environment: dict,
    notify: notifyShape,
    reboot_to_fastboot: bool,
  });
}

export const SUBMITTED = definitionShape('submit');
export const VALIDATED = definitionShape('validate');
