import { Draft, DraftJob } from '../draft';
import { Board, BOARDS, devicesOf, OUT_SINCE } from './boards';
import { Chance } from './chance';
import { writeLog } from './job-log';
import { BSP_TEAM, PEOPLE } from './lab';
import { definition, RanJob, runJob } from './one-job';
import { demoBuilds, demoGroups, DemoBuild } from './products';

const HOUR = 3_600_000;
/** Logs are kept so long. */
const LOGS = 36 * HOUR;

interface Order {
  build: number | null;
  of: DemoBuild;
  board: Board;
  plan: string;
  submitted: number;
}

/** All jobs of the lab's last days, in the order in which they were submitted, each device one job at a time. */
export function liveDays(draft: Draft, chance: Chance, now: Date): void {
  const builds = demoBuilds(now, chance);
  draft.groups = demoGroups();
  draft.builds = builds.map((build) => build.row);
  const orders = builds.flatMap((of, build) =>
    BOARDS.filter((board) => of.product.runsOn(board)).flatMap((board) =>
      of.product.plans(board, of.age).map((plan): Order => {
        const submitted = of.created.getTime() + chance.whole(60, 900) * 1000;
        return { build, of, board, plan, submitted };
      }),
    ),
  );
  orders.push(...extra(builds.length - 1, builds.at(-1) as DemoBuild, now));
  orders.sort((a, b) => a.submitted - b.submitted);
  const lab = new BusyLab(draft, chance, now.getTime());
  for (const order of orders) lab.take(order);
}

/**
 * What people asked for by hand today: a board that is not to be seen yet, whose job only its team sees, and the same
 * test again and again, more often than there are boards: the rest waits.
 */
function extra(last: number, of: DemoBuild, now: Date): Order[] {
  const board = BOARDS.find(({ stem }) => stem === 'imx8mp') as Board;
  const again = Array.from({ length: 9 }, (_, at): Order => {
    const submitted = now.getTime() - (11 * 60 - at * 20) * 1000;
    return { build: last, of, board, plan: 'kselftest', submitted };
  });
  return [{ build: null, of, board, plan: 'boot', submitted: now.getTime() - 5 * HOUR }, ...again];
}

class BusyLab {
  private readonly free = new Map<string, number>();
  private readonly devices: Map<string, Draft['devices'][number]>;

  constructor(
    private readonly draft: Draft,
    private readonly chance: Chance,
    private readonly now: number,
  ) {
    this.devices = new Map(draft.devices.map((device) => [device.hostname, device]));
  }

  take(order: Order): void {
    const { of, board, plan, submitted } = order;
    const device = this.nextFree(order);
    const start = Math.max(submitted + this.chance.whole(5, 40) * 1000, this.free.get(device) ?? 0);
    const job = this.draft.jobs.length;
    const row = this.row(order);
    this.draft.jobs.push(row);
    this.act(job, submitted, 'submitted', null);
    if (start > this.now) return;
    const worker = this.devices.get(device)?.worker_host ?? '';
    const run = { group: of.row.group, board, device, age: of.age };
    const ran = runJob(plan, run, worker, start, this.now, this.chance);
    this.free.set(device, ran.end + 20_000);
    Object.assign(row, {
      actual_device: device,
      worker,
      start_time: iso(start),
      end_time: ran.state === 'Running' ? null : iso(ran.end),
      state: ran.state,
      health: ran.health,
      reason: ran.reason,
    });
    if (ran.state === 'Running') Object.assign(this.devices.get(device) ?? {}, { state: 'Running' });
    this.act(job, start, 'started', device);
    if (ran.state === 'Finished') this.act(job, ran.end, 'finished', ran.health);
    if (start > this.now - LOGS)
      for (const line of writeLog(job, ran, start, board, of.row.name)) this.draft.log_lines.push(line);
    this.keep(job, ran);
  }

  private keep(job: number, ran: RanJob): void {
    for (const { name, tests } of ran.suites) {
      const suite = this.draft.suites.push({ job, name }) - 1;
      for (const test of tests) this.draft.tests.push({ suite, ...test });
      const looked = tests.findIndex((test) => test.result === 'fail');
      if (looked >= 0 && ran.end < this.now - HOUR && this.chance.happens(0.04)) {
        const test = this.draft.tests.length - tests.length + looked;
        this.act(job, ran.end + this.chance.whole(1, 50) * 60_000, 'triaged', PEOPLE.kernel, test);
      }
    }
  }

  private act(
    job: number,
    time: number,
    activity: string,
    status: string | null,
    test: number | null = null,
  ) {
    this.draft.activities.push({ job, test, activity, time: iso(Math.min(time, this.now)), status });
  }

  /** The device of the type, with the tags asked for, that is free first; those out of order are not asked any more. */
  private nextFree({ board, of, plan }: Order): string {
    const tags = tagsOf(plan);
    const able = devicesOf(board).filter(
      (device) =>
        of.age > (OUT_SINCE[device]?.days ?? -1) &&
        tags.every((tag) => this.devices.get(device)?.tags.includes(tag) === true),
    );
    const first = this.chance.whole(0, able.length - 1);
    const turned = [...able.slice(first), ...able.slice(0, first)];
    return turned.reduce((a, b) => ((this.free.get(b) ?? 0) < (this.free.get(a) ?? 0) ? b : a));
  }

  private row({ build, of, board, plan, submitted }: Order): DraftJob {
    const open = build !== null;
    return {
      where: plan,
      name: `${plan} on ${board.type}`,
      description: open ? `${of.row.group} ${of.row.name}` : 'Bring-up of a board that is not announced',
      submitter: open ? of.product.submitter : PEOPLE.bsp,
      build,
      requested_device_type: board.type,
      actual_device: null,
      worker: null,
      tags: tagsOf(plan),
      viewing_groups: open ? [] : [BSP_TEAM],
      state: 'Submitted',
      health: 'Unknown',
      reported_outcome: null,
      reason: null,
      source_system: 'lava',
      priority: of.product.priority,
      health_check: false,
      submit_time: iso(submitted),
      start_time: null,
      end_time: null,
      definition: definition(plan, board, of.row.name),
      metadata: {
        plan,
        branch: of.row.group,
        build: of.row.name,
        toolchain: 'gcc-14',
        arch: board.architecture,
      },
      is_public: open,
    };
  }
}

const tagsOf = (plan: string): string[] => (plan === 'power' ? ['power-probe'] : []);
const iso = (time: number): string => new Date(time).toISOString();
