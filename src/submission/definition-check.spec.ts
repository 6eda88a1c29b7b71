import fc from 'fast-check';
import { faultOfDefinition, faultToSubmit } from './definition-check';
import { DefinitionMap, DefinitionValue } from './definition-value';
import { readDefinition } from './definition-yaml';
import { submitText, validateText } from './fault';
import { definitionWith, GOOD } from './spec-kit';

const submitted = (changes: Record<string, string | null>): string | null => {
  const fault = faultToSubmit(definitionWith(changes));
  return fault && submitText(fault);
};

const validated = (changes: Record<string, string | null>, strict = false): string | null => {
  const fault = faultOfDefinition(definitionWith(changes), strict);
  return fault && validateText(fault);
};

describe('a submission', () => {
  it.each<[Record<string, string | null>]>([
    [{}],
    [{ visibility: '{group: [lab-a, 9x]}', priority: '42', tags: '[usb]', device: 'qemu01', worker: 'rack' }],
    [{ timeouts: '{job: {}, queue: {days: 2, skip: true}, actions: {lava-test-shell: {seconds: 1}}}' }],
    [
      {
        actions:
          '[{deploy: {to: tmpfs, more: 1}}, {boot: {method: x}}, {test: {monitors: []}}, {command: {name: n}}]',
      },
    ],
    [
      {
        metadata: '{a: 1.5, 7: {deep: [~]}}',
        context: '{arch: arm64, no_kvm: true, extra_options: [-x, 1]}',
      },
    ],
    [
      {
        protocols: '{lava-multinode: {roles: {a: {count: 2, device_type: x}}}, lava-xnbd: {}}',
        device_type: null,
      },
    ],
    [{ notify: '{criteria: {status: finished}, recipients: [{to: {method: email, user: ann}}]}' }],
    [{ reboot_to_fastboot: 'no', secrets: '{a: b}', environment: '{a: 1}' }],
  ])('takes %j', (changes) => {
    expect(submitted(changes)).toBeNull();
  });

  it.each<[Record<string, string | null>, string]>([
    [{ visibility: null }, "required key not provided @ data['visibility']"],
    [{ visibility: 'secret' }, "not a valid value for dictionary value @ data['visibility']"],
    [{ visibility: '{}' }, "required key not provided @ data['visibility']['group']"],
    [{ visibility: '{group: [7]}' }, "expected str @ data['visibility']['group'][0]"],
    [{ job_name: '7' }, "expected str for dictionary value @ data['job_name']"],
    [{ job_name: '""' }, "length of value must be at least 1 for dictionary value @ data['job_name']"],
    [
      { job_name: 'x'.repeat(201) },
      "length of value must be at most 200 for dictionary value @ data['job_name']",
    ],
    [{ timeouts: '[]' }, "expected a dictionary for dictionary value @ data['timeouts']"],
    [{ timeouts: '{}' }, "required key not provided @ data['timeouts']['job']"],
    [
      { timeouts: '{job: {minutes: x}}' },
      "expected int for dictionary value @ data['timeouts']['job']['minutes']",
    ],
    [
      { timeouts: '{job: {minutes: 1, hours: 1}}' },
      "two or more values in the same group of exclusion 'timeout_unit' @ data['timeouts']['job'][<timeout_unit>]",
    ],
    [
      { timeouts: '{job: {}, actions: {Upper: {}}}' },
      "extra keys not allowed @ data['timeouts']['actions']['Upper']",
    ],
    [{ actions: '{}' }, "expected a list for dictionary value @ data['actions']"],
    [{ actions: '[x]' }, "expected a dictionary @ data['actions'][0]"],
    [{ actions: '[{fly: {}}]' }, "extra keys not allowed @ data['actions'][0]['fly']"],
    [{ actions: '[{}]' }, "required key not provided @ data['actions'][0][<action>]"],
    [{ actions: '[{deploy: {}}]' }, "required key not provided @ data['actions'][0]['deploy']['to']"],
    [{ actions: '[{test: {}}]' }, "required key not provided @ data['actions'][0]['test']['definitions']"],
    [{ tags: 'usb' }, "expected a list for dictionary value @ data['tags']"],
    [{ tags: '[usb, 1]' }, "expected str @ data['tags'][1]"],
    [{ priority: 'urgent' }, "not a valid value for dictionary value @ data['priority']"],
    [{ metadata: '{yes: 1.5, 1.5: x}' }, "extra keys not allowed @ data['metadata'][1.5]"],
    [{ context: '{colour: red}' }, "extra keys not allowed @ data['context']['colour']"],
    [{ context: '{arch: {}}' }, "expected str for dictionary value @ data['context']['arch']"],
    [{ device_type: '[]' }, "expected str for dictionary value @ data['device_type']"],
    [{ reboot_to_fastboot: '1' }, "expected bool for dictionary value @ data['reboot_to_fastboot']"],
    [{ secrets: '[]' }, "expected dict for dictionary value @ data['secrets']"],
    [
      { protocols: '{lava-multinode: {}}' },
      "required key not provided @ data['protocols']['lava-multinode']['roles']",
    ],
    [{ colour: 'red' }, "extra keys not allowed @ data['colour']"],
    [{ notify: '{}' }, "required key not provided @ data['notify']['criteria']"],
    [
      { notify: '{criteria: {status: late}}' },
      "not a valid value for dictionary value @ data['notify']['criteria']['status']",
    ],
    [
      { notify: '{criteria: {status: all}, callback: {url: a}, callbacks: []}' },
      "two or more values in the same group of exclusion 'legacy_callback' @ data['notify'][<legacy_callback>]",
    ],
    [{ job_name: null, "it's": '1' }, 'extra keys not allowed @ data["it\'s"]'],
  ])('is refused for %j', (changes, message) => {
    expect(submitted(changes)).toBe(message);
  });

  it.each(['', '[]', 'text', '7', '2026-03-01'])('is refused when it is %j and no mapping', (text) => {
    expect(submitText(faultToSubmit(readDefinition(text)) as never)).toBe('expected a dictionary');
  });
});

describe('a validation', () => {
  it.each<[Record<string, string | null>, string]>([
    [{ timeouts: null }, "required key not provided @ ['timeouts']"],
    [{ job_name: '', visibility: null }, "expected str @ ['job_name']"],
    [{ actions: '[{boot: {}}]' }, "required key not provided @ ['actions', 0, 'boot', 'method']"],
    [{ timeouts: '{job: {minutes: 0}}' }, "value must be at least 1 @ ['timeouts', 'job', 'minutes']"],
    [{ timeouts: '{job: {}}' }, "required key not provided @ ['timeouts', 'job', <timeout_unit>]"],
    [{ priority: '101' }, "not a valid value @ ['priority']"],
    [
      { timeouts: '{job: {minutes: 1}, action: {seconds: 61}}' },
      "Global timeout is larger than job timeout @ ['timeouts', 'action']",
    ],
    [
      { timeouts: '{job: {days: 1}, connections: {lava-x: {hours: 25}}}' },
      "Global timeout is larger than job timeout @ ['timeouts', 'connections', 'lava-x']",
    ],
    [
      { actions: '[{boot: {method: a, timeout: {hours: 1}}}]' },
      "Action timeout is larger than job timeout @ ['actions', 0, 'boot', 'timeout']",
    ],
    [{ device_type: null }, '"device_type" or multinode should be defined @ []'],
    [{ protocols: '{lava-multinode: {roles: {}}}' }, '"device_type" should not be used with multinode @ []'],
    [
      { protocols: '{lava-multinode: {roles: {}}}', device_type: null, tags: '[]' },
      '"tags" should not be used with multinode @ []',
    ],
    [
      {
        protocols: '{lava-multinode: {roles: {}}}',
        device_type: null,
        actions: '[{boot: {method: a, role: [x]}}, {boot: {method: a}}]',
      },
      'Every action of a multinode job should have roles @ []',
    ],
    [
      { actions: '[{boot: {method: a, namespace: x}}, {boot: {method: a}}]' },
      'When using namespaces, every action should have a namespace @ []',
    ],
  ])('says of %j what is wrong', (changes, message) => {
    expect(validated(changes)).toBe(message);
  });

  it('lets unknown keys pass unless it is strict', () => {
    expect(validated({ extra_key: '1' })).toBeNull();
    expect(validated({ extra_key: '1' }, true)).toBe("extra keys not allowed @ ['extra_key']");
    expect(validated({ context: '{own: 1}' })).toBeNull();
    expect(validated({ context: '{own: 1}' }, true)).toBe("extra keys not allowed @ ['context', 'own']");
    expect(validated({}, true)).toBeNull();
  });

  it('says of what is no mapping that it should be one', () => {
    expect(validateText(faultOfDefinition([], false) as never)).toBe('expected a dictionary @ []');
  });
});

describe('whatever stands in any place', () => {
  const strange = [
    '~',
    'yes',
    '7',
    '1.5',
    '""',
    'x',
    '[]',
    '[~]',
    '[[x]]',
    '{}',
    '{x: ~}',
    '{~: []}',
    '2026-03-01',
    '[{x: y}]',
  ];
  const keys = ['job_name', 'visibility', 'timeouts', 'actions', 'device_type', 'device', 'priority', 'tags'];
  const more = ['metadata', 'context', 'protocols', 'secrets', 'environment', 'notify', 'reboot_to_fastboot'];

  it('is judged without an accident', () => {
    for (const key of [...keys, ...more])
      for (const text of strange)
        for (const said of [submitted({ [key]: text }), validated({ [key]: text }, true)])
          expect([key, text, said === null || said.length > 0]).toEqual([key, text, true]);
  });

  it('is judged without an accident at any depth', () => {
    const value = readDefinition(GOOD) as DefinitionMap;
    const places = fc.constantFrom(
      'timeouts',
      'visibility',
      'actions',
      'protocols',
      'notify',
      'context',
      'metadata',
    );
    const inner = fc.constantFrom(
      'job',
      'group',
      'lava-multinode',
      'roles',
      'criteria',
      'arch',
      'a',
      'count',
      'deploy',
    );
    const leaf = fc.constantFrom<DefinitionValue>(null, true, 1n, 1.5, 'x', [], new Map());
    const nested = fc
      .tuple(fc.array(inner, { maxLength: 4 }), leaf)
      .map(([path, end]) =>
        path.reduceRight<DefinitionValue>(
          (below, key) => (key === 'a' ? [below] : new Map([[key, below]])),
          end,
        ),
      );
    fc.assert(
      fc.property(places, nested, (key, said) => {
        const definition = new Map(value).set(key, said);
        expect([faultToSubmit(definition), faultOfDefinition(definition, true)]).toHaveLength(2);
      }),
    );
  });
});
