/** What LAVA's clients send and what its dispatcher writes: texts as long as in a real lab. */

const REPOSITORY = 'https://git.example.org/lab/test-definitions.git';
const IMAGES = 'https://images.example.org/builds';

const version = (id) => `6.${6 + (id % 9)}.${id % 40}`;
const branch = (id) => ['main', 'next', 'stable'][id % 3];

/**
 * A definition of 1–2 KB twice: printed anew, as the server keeps it, and as it was sent, with comments and the keys as people
 * order them.
 */
export function definitionOf(id, type) {
  const builds = `${IMAGES}/${branch(id)}/${version(id)}/${type}`;
  const suites = ['smoke', 'ltp-syscalls', 'kselftest-net', 'perf-io'].slice(0, 2 + (id % 3));
  const sent = `# Boots ${type} and runs what the branch ${branch(id)} has to pass.
job_name: boot-and-test-${id % 500}
device_type: ${type}
visibility: public
priority: medium
timeouts:
  job: {minutes: 60}
  action: {minutes: 10}
  connection: {minutes: 2}
context:
  extra_kernel_args: console=ttyS0,115200n8 root=/dev/ram0 ip=dhcp loglevel=7
metadata:
  branch: ${branch(id)}
  kernel: ${version(id)}
  build: ${builds}
actions:
- deploy:
    timeout: {minutes: 5}
    to: tftp
    os: debian
    kernel: {url: '${builds}/Image', type: image}
    ramdisk: {url: '${builds}/rootfs.cpio.gz', compression: gz}
    dtb: {url: '${builds}/${type}.dtb'}
- boot:
    timeout: {minutes: 5}
    method: u-boot
    commands: ramdisk
    auto_login: {login_prompt: 'login:', username: root}
    prompts: ['root@lab:~#', '/ #']
- test:
    timeout: {minutes: 40}
    definitions:
${suites
  .map(
    (suite) => `    - repository: ${REPOSITORY}
      from: git
      path: automated/linux/${suite}/${suite}.yaml
      name: ${suite}
      parameters: {SKIP_INSTALL: 'true', TIMEOUT: '${300 + (id % 60)}'}
`,
  )
  .join('')}`;
  return [printedAnew(sent), sent];
}

/** The same without comments and inline mappings: much what another printer makes of it, and as long. */
function printedAnew(sent) {
  return sent
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [, indent, key, inner] = /^([ -]*)(\w+): \{(.*)\}$/.exec(line) ?? [];
      if (inner === undefined) return line;
      const below = `${' '.repeat(indent.length + 2)}`;
      return [`${indent}${key}:`, ...inner.split(', ').map((entry) => below + entry)].join('\n');
    })
    .join('\n');
}

/** The `metadata` of the definition, as jsonb. */
export const jobMetadata = (id) =>
  JSON.stringify({
    branch: branch(id),
    kernel: version(id),
    build: `${IMAGES}/${branch(id)}/${version(id)}`,
  });

const RESULTS = { pass: 'pass', fail: 'fail', skip: 'skip', error: 'fail' };

/** The metadata of a test as LAVA writes it. */
export const testMetadata = ({ suite, name }, result) =>
  `definition: ${suite}_smoke\ncase: ${name}\nresult: ${RESULTS[result]}\n`;
