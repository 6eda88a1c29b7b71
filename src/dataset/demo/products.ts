import { DraftBuild, DraftGroup } from '../draft';
import { Board } from './boards';
import { Chance } from './chance';
import { PEOPLE } from './lab';

const DAY = 86_400_000;
export const DAYS = 60;

/** Something under test: how often it is built, and what is then run where. */
interface Product {
  group: DraftGroup;
  submitter: string;
  priority: number;
  /** Built every so many days, this long ago today. */
  every: number;
  minutesAgo: number;
  name: (age: number, created: Date, chance: Chance) => string;
  runsOn: (board: Board) => boolean;
  plans: (board: Board, age: number) => string[];
}

const REST = ['ltp-syscalls', 'kselftest', 'kunit', 'igt', 'network-perf', 'power'];

const PRODUCTS: readonly Product[] = [
  {
    group: { name: 'mainline', description: "Linus' tree, as of every morning" },
    submitter: PEOPLE.harness,
    priority: 50,
    every: 1,
    minutesAgo: 38,
    name: (age, _, chance) => {
      // A release candidate a week; before the first one is the merge window.
      const rc = 8 - Math.floor(age / 7);
      return `${rc > 0 ? `v6.18-rc${rc}` : 'v6.17'}-${chance.whole(11, 480)}-g${chance.hex(12)}`;
    },
    runsOn: () => true,
    plans: (board, age) => ['boot', ...rotating(board, age, 2)],
  },
  {
    group: { name: 'stable-6.12', description: 'Long-term support, release candidates and releases' },
    submitter: PEOPLE.kernel,
    priority: 70,
    every: 2,
    minutesAgo: 61,
    name: (age) => `v6.12.${58 - Math.floor(age / 4)}${age % 4 === 2 ? '-rc1' : ''}`,
    runsOn: () => true,
    plans: () => ['boot', 'ltp-syscalls', 'kselftest'],
  },
  {
    group: { name: 'bsp-2025.10', description: 'Board support package for the autumn release' },
    submitter: PEOPLE.bsp,
    priority: 60,
    every: 1,
    minutesAgo: 17,
    name: (_, created) => `nightly-${created.toISOString().slice(0, 10).replaceAll('-', '')}`,
    runsOn: (board) => ['imx8mp', 'beagleplay', 'rock5b'].includes(board.stem),
    plans: (board) => ['boot', 'ltp-syscalls', 'network-perf', 'power', ...(board.display ? ['igt'] : [])],
  },
];

/** Some of the longer plans, others every day. */
function rotating(board: Board, age: number, count: number): string[] {
  const able = REST.filter((plan) => plan !== 'igt' || board.display);
  const start = age * count + board.stem.length;
  return Array.from({ length: count }, (_, at) => able[(start + at) % able.length] as string);
}

/** A build of a product, on its day. */
export interface DemoBuild {
  product: Product;
  age: number;
  created: Date;
  row: DraftBuild;
}

export const demoGroups = (): DraftGroup[] => PRODUCTS.map((product) => product.group);

/** Every build of the last days, oldest first. */
export function demoBuilds(now: Date, chance: Chance): DemoBuild[] {
  const builds: DemoBuild[] = [];
  for (let age = DAYS - 1; age >= 0; age -= 1) {
    for (const product of PRODUCTS) {
      if (age % product.every !== 0) continue;
      const late = age === 0 ? 0 : chance.whole(-20, 90);
      const created = new Date(now.getTime() - age * DAY - (product.minutesAgo - late) * 60_000);
      const name = product.name(age, created, chance);
      const row = { group: product.group.name, name, description: null, created: created.toISOString() };
      builds.push({ product, age, created, row });
    }
  }
  return builds;
}
