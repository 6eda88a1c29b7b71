import { Draft } from '../draft';
import { DraftDevice, DraftUser } from '../draft-lab';
import { BOARDS, deviceType, devicesOf, OUT_SINCE, WORKERS } from './boards';
import { Chance } from './chance';

export const PEOPLE = { admin: 'maya', kernel: 'jonas', bsp: 'priya', harness: 'ci-bot' } as const;
export const BSP_TEAM = 'bsp-team';
const KERNEL_TEAM = 'kernel-team';

const TAGS: Readonly<Record<string, string | null>> = {
  'power-probe': 'Its supply is measured by the lab.',
  'hdmi-capture': 'HDMI output goes to a capture card.',
  'usb-hub': 'Behind a switchable USB hub.',
  sdmux: 'SD card can be switched to the worker.',
  wifi: null,
  '2.5gbe': 'On the 2.5 Gbit/s switch.',
};

/** Which of a type's devices carry a tag: every one, or by their number. */
const TAGGED: Readonly<Record<string, (stem: string, number: number) => boolean>> = {
  'power-probe': (_, number) => number <= 2,
  'hdmi-capture': (stem, number) => ['rpi4', 'rock5b', 'imx8mp', 'vim3'].includes(stem) && number <= 3,
  'usb-hub': (_, number) => number % 2 === 1,
  sdmux: (stem) => ['rpi4', 'vim3', 'beagleplay', 'cubieboard2', 'visionfive2'].includes(stem),
  wifi: (stem) => ['rpi4', 'beagleplay', 'nuc13'].includes(stem),
  '2.5gbe': (stem) => ['rock5b', 'nuc13'].includes(stem),
};

const person = (
  username: string,
  names: [first: string, last: string],
  groups: string[],
  password: string | null,
): DraftUser => ({
  where: username,
  username,
  email: `${username}@lab.example`,
  first_name: names[0],
  last_name: names[1],
  password,
  is_active: true,
  is_staff: username === PEOPLE.admin,
  is_superuser: false,
  tokens: [],
  groups,
});

/** The lab itself: people, boards, workers. Nobody can sign in unless a password is given. */
export function furnish(draft: Draft, chance: Chance, now: Date, password: string | null): void {
  draft.user_groups = [{ name: KERNEL_TEAM }, { name: BSP_TEAM }];
  draft.users = [
    person(PEOPLE.admin, ['Maya', 'Lindqvist'], [KERNEL_TEAM, BSP_TEAM], password),
    person(PEOPLE.kernel, ['Jonas', 'Weber'], [KERNEL_TEAM], password),
    person(PEOPLE.bsp, ['Priya', 'Raman'], [BSP_TEAM], password),
    person(PEOPLE.harness, ['', ''], [], null),
  ];
  draft.tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
  draft.architectures = BOARDS.map((board) => board.architecture);
  draft.processors = BOARDS.map((board) => board.processor);
  draft.cores = BOARDS.flatMap((board) => board.cores);
  draft.bit_widths = [32, 64];
  draft.device_types = BOARDS.map(deviceType);
  draft.aliases = BOARDS.map(({ stem, type }) => ({ where: stem, name: stem, device_type: type }));
  draft.workers = WORKERS.map((hostname, at) => ({
    hostname,
    state: at === 5 ? 'Offline' : 'Online',
    health: at === 5 ? 'Maintenance' : 'Active',
    description: hostname.startsWith('rack')
      ? `Rack ${(hostname[5] ?? '').toUpperCase()}, server room`
      : 'Bench',
    last_ping: new Date(
      now.getTime() - (at === 5 ? 3 * 86_400_000 : chance.whole(1, 20) * 1000),
    ).toISOString(),
    job_limit: at < 4 ? 0 : 2,
    version: '2025.10',
  }));
  draft.devices = BOARDS.flatMap((board) =>
    devicesOf(board).map((hostname, at): DraftDevice => ({
      where: hostname,
      hostname,
      device_type: board.type,
      worker_host: workerOf(hostname, at),
      tags: Object.keys(TAGS).filter((tag) => TAGGED[tag]?.(board.stem, at + 1)),
      state: 'Idle',
      health: OUT_SINCE[hostname]?.health ?? (chance.happens(0.06) ? 'Unknown' : 'Good'),
      device_version: chance.pick(['1.1', '1.2', '1.4', null]),
      description: OUT_SINCE[hostname]?.health === 'Bad' ? 'Loses its serial console after minutes.' : null,
      physical_owner: board.stem === 'imx8mp' ? PEOPLE.bsp : null,
      physical_group: board.stem === 'imx8mp' ? BSP_TEAM : null,
      is_synced: false,
    })),
  );
}

/** Devices of a type are spread over the racks; the first of the newest boards are on a bench. */
function workerOf(hostname: string, at: number): string {
  if (/^(visionfive2|imx8mp)/.test(hostname) && at < 2) return WORKERS[4] as string;
  return WORKERS[(at + hostname.length) % 4] as string;
}
