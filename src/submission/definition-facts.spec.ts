import { deviceTypeOf, metadataOf, nameOf, priorityOf, tagsOf, visibilityOf } from './definition-facts';
import { definitionText } from './definition-text';
import { DefinitionMap, DefinitionValue } from './definition-value';
import { nodesOf, NodeFault, NodePlan } from './multinode';
import { definitionWith } from './spec-kit';

describe('what a definition says', () => {
  it('is a name, a device type, tags and a visibility', () => {
    const said = definitionWith({ tags: '[usb, ram, usb]', visibility: '{group: [b, a, b]}' });
    expect(nameOf(said)).toBe('new job');
    expect(deviceTypeOf(said)).toBe('qemu');
    expect(deviceTypeOf(definitionWith({ device_type: null }))).toBeNull();
    expect(tagsOf(said)).toEqual(['usb', 'ram']);
    expect(tagsOf(definitionWith({}))).toEqual([]);
    expect(visibilityOf(said)).toEqual({ kind: 'groups', names: ['b', 'a'] });
    expect(visibilityOf(definitionWith({ visibility: 'personal' }))).toEqual({ kind: 'personal' });
    expect(visibilityOf(definitionWith({}))).toEqual({ kind: 'public' });
  });

  it.each<[string | null, number | string]>([
    [null, 50],
    ['low', 0],
    ['high', 100],
    ['0', 0],
    ['42', 42],
    ['yes', 1],
    ['101', 'Invalid job priority: 101. Should be in [0, 100]'],
    ['-1', 'Invalid job priority: -1. Should be in [0, 100]'],
  ])('has for priority %j the number %j', (said, number) => {
    const priority = priorityOf(definitionWith({ priority: said }));
    expect(typeof priority === 'number' ? priority : priority.reason).toBe(number);
  });

  it('is searched by its metadata, whose scalars are text', () => {
    const metadata = `
      build_id: 1234
      octal: 010
      clock: 12:30
      ok: true
      none: ~
      ratio: 1.5
      whole: 1.0
      small: 0.00001
      large: 1.0e+22
      endless: .inf
      day: 2026-03-01
      list: [1, two, ~, [no]]
      deep: {a: 1, 2: {b: off}}
      __proto__: x
      7: seven`;
    expect(metadataOf(definitionWith({ metadata }))).toEqual(
      JSON.parse(`{"build_id": "1234", "octal": "8", "clock": "750", "ok": "true", "none": null, "ratio": "1.5",
        "whole": "1.0", "small": "1e-05", "large": "1e+22", "endless": "inf", "day": "2026-03-01",
        "list": ["1", "two", null, ["false"]], "deep": {"a": "1", "2": {"b": "false"}}, "__proto__": "x", "7": "seven"}`),
    );
    expect(metadataOf(definitionWith({}))).toEqual({});
  });
});

const roles = `{lava-multinode: {timeout: {minutes: 3}, roles: {
  server: {device_type: qemu, count: 1, tags: [usb], context: {arch: arm64}},
  client: {device_type: panda, count: 2, timeout: {minutes: 1}},
  guest: {connection: ssh, count: 1, host_role: server, expect_role: client}}}, lava-xnbd: {port: auto}}`;
const actions = `[{deploy: {to: a, role: [server, client]}}, {boot: {method: b, role: client}}, {test: {definitions: [], role: guest}}]`;
const multinode = (changes: Record<string, string | null> = {}) =>
  nodesOf(definitionWith({ device_type: null, protocols: roles, actions, metadata: '{a: 1}', ...changes }));

describe('a multinode definition', () => {
  it('is none without roles', () => {
    expect(nodesOf(definitionWith({}))).toBeNull();
    expect(nodesOf(definitionWith({ protocols: '{lava-xnbd: {}}' }))).toBeNull();
  });

  it('has a node for each role and count', () => {
    const nodes = multinode() as NodePlan[];
    expect(nodes.map(({ role, deviceType, tags }) => [role, deviceType, tags])).toEqual([
      ['server', 'qemu', ['usb']],
      ['client', 'panda', []],
      ['client', 'panda', []],
      ['guest', null, []],
    ]);
  });

  it('gives each node a definition of its own', () => {
    const nodes = multinode() as NodePlan[];
    const group = { targetGroup: 'group', subIds: ['7.0', '7.1', '7.2', '7.3'] };
    expect(definitionText(nodes[2]?.definition(group) as DefinitionMap)).toBe(`job_name: new job
visibility: public
timeouts:
  job:
    minutes: 10
  action:
    minutes: 5
metadata:
  a: 1
device_type: panda
actions:
- deploy:
    to: a
    role:
    - server
    - client
- boot:
    method: b
    role: client
protocols:
  lava-multinode:
    timeout:
      minutes: 1
    roles:
      '7.2': client
    role: client
    group_size: 4
    target_group: group
    sub_id: '7.2'
  lava-xnbd:
    port: auto
`);
    const server = nodes[0]?.definition(group) as DefinitionMap;
    expect(server.get('context')).toEqual(new Map([['arch', 'arm64']]));
    expect(server.get('actions')).toHaveLength(1);
    const guest = nodes[3]?.definition(group).get('protocols') as Map<string, Map<string, DefinitionValue>>;
    expect(guest.get('lava-multinode')?.get('host_role')).toBe('server');
  });

  it.each<[Record<string, string>, NodeFault['kind'], string]>([
    [{ protocols: '{lava-multinode: {roles: {a: {device_type: x}}}}' }, 'missing', 'count'],
    [{ protocols: '{lava-multinode: {roles: {a: {count: 1}}}}' }, 'missing', 'device_type'],
    [{ protocols: '{lava-multinode: {roles: {}}}' }, 'data', 'There are no roles in the multinode protocol.'],
    [
      {
        protocols:
          '{lava-multinode: {roles: {a: {count: 100, device_type: x}, b: {count: 1, device_type: x}}}}',
      },
      'data',
      'A job has at most 100 nodes.',
    ],
    [
      { actions: '[{deploy: {to: x}}]' },
      'data',
      "Invalid YAML - Did not find a role in action 'deploy', check for consistent use of whitespace indents.",
    ],
  ])('is refused for %j', (changes, kind, reason) => {
    expect(multinode(changes)).toEqual({ kind, fault: { reason, path: [] } });
  });
});
