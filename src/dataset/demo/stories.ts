import { TestResult } from '../../vocabulary/test-result';
import { Board } from './boards';
import { Chance } from './chance';

/** Where and when a test runs. */
export interface Run {
  group: string;
  board: Board;
  device: string;
  /** The build's age in days: 0 is today's. */
  age: number;
}

/** Something that goes wrong with one test, where and when `where` says, as often as `often` says. */
interface Story {
  test: string;
  where: (run: Run) => boolean;
  often: number;
  result: TestResult;
  message: string;
}

const always = (): boolean => true;
const on =
  (...stems: string[]) =>
  (run: Run): boolean =>
    stems.includes(run.board.stem);
const between =
  (oldest: number, newest: number, group: string) =>
  (run: Run): boolean =>
    run.group === group && run.age <= oldest && run.age >= newest;

const story = (
  test: string,
  where: Story['where'],
  often: number,
  result: TestResult,
  message: string,
): Story => ({ test, where, often, result, message });

const STORIES: readonly Story[] = [
  // A regression that came with one build and went with another.
  story(
    'ltp-syscalls/fanotify09',
    between(41, 30, 'mainline'),
    1,
    'fail',
    'TFAIL: group 1 got event: mask 10 pid 2291, expected none\nTINFO: first bad commit touched fs/notify/fsnotify.c',
  ),
  // One that is still open, on one architecture.
  story(
    'kselftest/net:udpgso.sh',
    (run) => between(5, 0, 'mainline')(run) && run.board.architecture === 'arm64',
    1,
    'fail',
    'not ok: ipv6 gso, zerocopy: send: Input/output error\nexpected 11 segments, received 0',
  ),
  story(
    'igt/kms_rotation_crc@primary-rotation-180',
    between(24, 22, 'bsp-2025.10'),
    1,
    'fail',
    'Failed assertion: igt_check_crc_equal: CRC of the rotated frame differs from its reference',
  ),
  // Flaky ones.
  story(
    'ltp-syscalls/epoll_wait02',
    always,
    0.12,
    'fail',
    'TFAIL: epoll_wait() slept too long, 1% threshold exceeded',
  ),
  story(
    'kselftest/timers:posix_timers',
    always,
    0.18,
    'fail',
    'not ok 3 check timer_create() per process: expired late',
  ),
  story(
    'igt/kms_flip@basic-flip-vs-dpms',
    always,
    0.15,
    'fail',
    'vblank interval differs from expected: 17.9 ms',
  ),
  story('kselftest/rtc:rtctest', on('rpi4', 'vim3'), 0.1, 'timeout', 'Stopped after 45 seconds.'),
  story(
    'ltp-syscalls/futex_wait05',
    on('cubieboard2', 'visionfive2'),
    0.2,
    'warn',
    'TWARN: slept longer than asked',
  ),
  story('boot/network-up', always, 0.012, 'fail', 'No address after 60 seconds: DHCPDISCOVER unanswered'),
  story('ltp-syscalls/bpf_prog02', always, 0.02, 'error', 'TBROK: Failed to set RLIMIT_MEMLOCK: EPERM'),
  story('ltp-syscalls/copy_file_range02', on('cubieboard2'), 0.15, 'timeout', 'Stopped after 300 seconds.'),
  // One device with a broken cable, among healthy ones of its type.
  story(
    'igt/kms_hdmi_inject@inject-audio',
    (run) => run.device === 'rock5b-03',
    1,
    'fail',
    'No EDID: connector HDMI-A-1 reports no sink',
  ),
  story(
    'igt/kms_pipe_crc_basic@read-crc',
    (run) => run.device === 'rock5b-03',
    1,
    'fail',
    'No EDID: connector HDMI-A-1 reports no sink',
  ),
  // What a type or an architecture cannot do.
  story(
    'kunit/hw_breakpoint',
    on('visionfive2'),
    1,
    'fail',
    'EXPECTATION FAILED: hw_breakpoint_slots(TYPE_INST) > 0',
  ),
  story('kunit/clk-gate', on('visionfive2'), 1, 'fail', 'EXPECTATION FAILED: enable_val == ctx->fake_reg'),
  story('kunit/kasan', on('cubieboard2', 'visionfive2'), 1, 'skip', 'CONFIG_KASAN is not set'),
  story('kunit/hid-uclogic', (run) => run.board.architecture !== 'x86_64', 1, 'skip', 'not built'),
  story('ltp-syscalls/userfaultfd03', on('cubieboard2'), 1, 'skip', 'TCONF: 32-bit is not supported'),
  story('ltp-syscalls/swapon03', always, 1, 'skip', 'TCONF: swapfile on overlayfs is not implemented'),
  story('kselftest/nci:nci_dev', always, 1, 'skip', 'no NFC device'),
  story('kselftest/pstore:pstore_tests', (run) => run.board.stem !== 'nuc13', 1, 'skip', 'no pstore backend'),
  story('kselftest/vDSO:vdso_test_gettimeofday', on('visionfive2'), 1, 'skip', 'no vDSO'),
  story(
    'igt/panfrost_gem_new@gem-new-4096',
    (run) => !on('rock5b', 'vim3')(run),
    1,
    'skip',
    'No panfrost device node',
  ),
  // Known and tolerated.
  story(
    'kselftest/cgroup:test_memcontrol',
    always,
    1,
    'xfail',
    'test_memcg_swap_max: known, waits for swap accounting',
  ),
  story('kselftest/mm:userfaultfd', on('cubieboard2'), 1, 'softfail', 'hugetlb part does not run on 32 bits'),
  story('kunit/fortify', on('nuc13'), 1, 'xpass', 'was expected to fail with this compiler'),
];

const BY_TEST = new Map<string, Story[]>();
for (const told of STORIES) BY_TEST.set(told.test, [...(BY_TEST.get(told.test) ?? []), told]);

/** How a test without measurement ends. */
export function verdict(
  suite: string,
  test: string,
  run: Run,
  chance: Chance,
): { result: TestResult; message: string | null } {
  for (const told of BY_TEST.get(`${suite}/${test}`) ?? [])
    if (told.where(run) && chance.happens(told.often)) return { result: told.result, message: told.message };
  if (chance.happens(0.0006)) return { result: 'fail', message: 'Unexpected exit status 1' };
  return { result: 'pass', message: null };
}

/** What a measuring test measures, and how it is judged. */
export function measure(
  test: string,
  run: Run,
  chance: Chance,
): { value: number; result: TestResult; message: string | null } {
  const { board, age } = run;
  const day = 60 - age;
  const jitter = (spread: number): number => chance.noise(spread);
  const judged = (value: number, limit: number, more: 'is more' | 'is less') => {
    const bad = more === 'is more' ? value > limit : value < limit;
    const message = `${value.toFixed(2)} ${more} than the limit of ${limit.toFixed(2)}`;
    return { value, result: bad ? ('fail' as const) : ('pass' as const), message: bad ? message : null };
  };
  switch (test) {
    case 'boot-time': {
      // Every build of mainline starts a little later on this board: nobody saw it come.
      const creep = board.stem === 'vim3' && run.group === 'mainline' ? 1 + day * 0.006 : 1;
      return judged(board.boot * creep * jitter(0.03), board.boot * 1.6, 'is more');
    }
    case 'tcp-throughput':
    case 'tcp-throughput-reverse':
    case 'udp-throughput': {
      const dip = board.stem === 'imx8mp' && run.group === 'bsp-2025.10' && age <= 20 && age >= 14 ? 0.58 : 1;
      return judged(board.network * dip * Math.min(1, jitter(0.02)), board.network * 0.8, 'is less');
    }
    case 'udp-jitter':
      return judged(18 * board.slowness * jitter(0.25), 150, 'is more');
    case 'rtt-p50':
      return judged(140 + 60 * board.slowness * jitter(0.1), 900, 'is more');
    case 'rtt-p99':
      return judged(310 + 180 * board.slowness * jitter(0.3), 2500, 'is more');
    case 'idle-power': {
      // Slowly worse, until it crosses the limit in these days.
      const drift = board.stem === 'beagleplay' ? 1 + day * 0.0042 : 1;
      return judged(board.idle * drift * jitter(0.02), board.idle * 1.25, 'is more');
    }
    case 'suspend-power':
      return judged(board.idle * 0.11 * jitter(0.06), board.idle * 0.3, 'is more');
    case 'video-playback-power':
      return judged(board.idle * 1.9 * jitter(0.05), board.idle * 2.6, 'is more');
    default:
      return judged(620 * board.slowness * jitter(0.2), 4000, 'is more');
  }
}
