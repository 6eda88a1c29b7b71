/** What runs, by suite, with the usual seconds of one test. */
export interface SuitePlan {
  suite: string;
  tests: readonly string[];
  /** Seconds of a test on an ordinary board. */
  seconds: number;
  /** Tests that measure, with their units. */
  measures?: Readonly<Record<string, string>>;
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const BOOT: SuitePlan = {
  suite: 'boot',
  tests: ['login', 'boot-time', 'kernel-messages', 'failed-units', 'network-up', 'reboot'],
  seconds: 9,
  measures: { 'boot-time': 's' },
};

const LTP: SuitePlan = {
  suite: 'ltp-syscalls',
  tests: words(`
    accept01 accept4_01 access01 bind01 bpf_prog02 brk01 capget01 chdir01 chmod01 chown02 clock_gettime04
    clock_nanosleep02 clone08 close_range01 connect01 copy_file_range02 creat05 dup201 epoll_ctl01 epoll_wait02
    eventfd01 execve04 exit_group01 fallocate05 fanotify09 fanotify13 fchmodat01 fcntl14 fork09 fsync01 futex_wait05
    getcpu01 getdents01 getrandom02 inotify05 io_uring01 ioctl_loop06 kill05 lseek11 madvise08 memfd_create01 mmap18
    mount07 mprotect04 mremap06 msgrcv07 nanosleep01 openat04 perf_event_open02 pidfd_open04 pipe15 poll02 prctl04
    ptrace08 pwritev203 readahead02 recvmsg03 sched_getattr01 select02 semop03 sendmsg03 setitimer01 shmctl05
    signalfd02 socket02 splice07 statx09 swapon03 timer_settime03 timerfd04 unshare01 userfaultfd03 utimensat01
    vfork02 wait402 writev07`),
  seconds: 11,
};

const KSELFTEST: SuitePlan = {
  suite: 'kselftest',
  tests: words(`
    breakpoints:step_after_suspend_test cgroup:test_core cgroup:test_memcontrol clone3:clone3 cpufreq:main.sh
    dmabuf-heaps:dmabuf-heap exec:execveat filesystems:devpts_pts firmware:fw_run_tests.sh futex:run.sh gpio:gpio-sim.sh
    ipc:msgque kcmp:kcmp_test lib:bitmap.sh membarrier:membarrier_test_single_thread memfd:memfd_test mm:mlock2-tests
    mm:hugepage-mmap mm:userfaultfd mount:run_unprivileged_remount.sh mqueue:mq_open_tests nci:nci_dev net:reuseport_bpf
    net:fib_tests.sh net:rtnetlink.sh net:udpgso.sh openat2:openat2_test pidfd:pidfd_test pstore:pstore_tests
    ptrace:get_syscall_info rseq:basic_test rtc:rtctest seccomp:seccomp_bpf sigaltstack:sas size:get_size splice:splice_read
    static_keys:test_static_keys.sh sysctl:sysctl.sh timens:timens timers:posix_timers timers:rtcpie tmpfs:bug-link
    tty:tty_tstamp_update vDSO:vdso_test_gettimeofday zram:zram.sh`),
  seconds: 14,
};

const KUNIT: SuitePlan = {
  suite: 'kunit',
  tests: words(`
    bitfields bitmap checksum clk-gate clk-leaf-mux-set-rate cmdline cpumask dev_addr_lists_test drm_buddy drm_cmdline_parser
    drm_format_helper drm_mm ext4_inode_test fat_test fortify hash hashtable hid-uclogic hw_breakpoint iov_iter irq_test
    kasan kfence kprobes_test kunit-resource-test kunit-try-catch-test list_sort list-kunit-test lkmm longest_symbol
    memcpy mtd-nand-ecc overflow pm_qos property-entry qos-kunit-test rational regmap resource scanf siphash slub_test
    stackinit string string_helpers sysctl_test time_test usercopy`),
  seconds: 0.6,
};

const IGT: SuitePlan = {
  suite: 'igt',
  tests: words(`
    core_auth@basic-auth core_getversion@basic core_hotunplug@unbind-rebind kms_addfb_basic@addfb25-bad-modifier
    kms_addfb_basic@basic kms_addfb_basic@size-max kms_atomic@plane-overlay-legacy kms_atomic_transition@plane-all-modeset
    kms_cursor_legacy@basic-flip-before-cursor kms_flip@basic-flip-vs-dpms kms_flip@basic-flip-vs-modeset
    kms_flip@basic-plain-flip kms_flip@basic-flip-vs-wf_vblank kms_hdmi_inject@inject-audio kms_pipe_crc_basic@read-crc
    kms_plane@plane-position-covered kms_plane_scaling@plane-upscale kms_prop_blob@basic kms_properties@plane-properties-atomic
    kms_rmfb@rmfb-ioctl kms_rotation_crc@primary-rotation-180 kms_setmode@basic kms_universal_plane@cursor-fb-leak
    kms_vblank@wait-idle prime_vgem@basic-fence-read panfrost_gem_new@gem-new-4096 syncobj_basic@test-valid-cycle
    syncobj_wait@single-wait-all-signaled`),
  seconds: 7,
};

const NETWORK: SuitePlan = {
  suite: 'network-perf',
  tests: ['tcp-throughput', 'tcp-throughput-reverse', 'udp-throughput', 'udp-jitter', 'rtt-p50', 'rtt-p99'],
  seconds: 32,
  measures: {
    'tcp-throughput': 'Mbit/s',
    'tcp-throughput-reverse': 'Mbit/s',
    'udp-throughput': 'Mbit/s',
    'udp-jitter': 'us',
    'rtt-p50': 'us',
    'rtt-p99': 'us',
  },
};

const POWER: SuitePlan = {
  suite: 'power',
  tests: ['idle-power', 'suspend-power', 'video-playback-power', 'suspend-resume-latency'],
  seconds: 65,
  measures: {
    'idle-power': 'W',
    'suspend-power': 'W',
    'video-playback-power': 'W',
    'suspend-resume-latency': 'ms',
  },
};

/** Every job boots first; what it runs then gives it its name. */
export const PLANS: Readonly<Record<string, readonly SuitePlan[]>> = {
  boot: [BOOT],
  'ltp-syscalls': [BOOT, LTP],
  kselftest: [BOOT, KSELFTEST],
  kunit: [BOOT, KUNIT],
  igt: [BOOT, IGT],
  'network-perf': [BOOT, NETWORK],
  power: [BOOT, POWER],
};
