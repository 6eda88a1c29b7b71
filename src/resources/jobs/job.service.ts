import { Injectable } from '@nestjs/common';
import { Viewer } from '../../auth/viewer';
import { RowService } from '../../collections/row.service';
import { Conflict } from '../../errors/domain-error';
import { Row } from '../../query/rows';
import { Key } from '../../store/values';
import { jobs } from './jobs.resource';

/** Nobody works on a job in these states: canceling ends it at once. */
const WAITING = new Set(['Submitted', 'Scheduling', 'Scheduled']);

/** What can be done to a job beside changing its fields. */
@Injectable()
export class JobService {
  constructor(private readonly rows: RowService) {}

  /** Asks for the end: a waiting job ends at once, a running one is `Canceling` until its worker finishes it. @throws Conflict it has ended */
  async cancel(key: Key | null, viewer: Viewer): Promise<Row> {
    const { state } = await this.rows.find(jobs, key, viewer);
    if (state === 'Finished') throw new Conflict('The job has finished already.');
    if (state === 'Canceling') return this.rows.change(jobs, key, 'change', async () => ({}), viewer);
    const body = WAITING.has(state as string)
      ? { state: 'Finished', health: 'Canceled' }
      : { state: 'Canceling' };
    return this.rows.change(jobs, key, 'change', async () => body, viewer);
  }

  /**
   * Ends a job: `said` may hold `outcome`, `health`, `reason`, `source_status`, `end_time`. A job that was being
   * canceled ends canceled; one of which nothing is said has run to its end, and its tests decide.
   * Finishing it again with nothing new changes nothing. @throws Conflict it has finished with another verdict
   */
  async finish(key: Key | null, said: unknown, viewer: Viewer): Promise<Row> {
    const job = await this.rows.find(jobs, key, viewer);
    const given = typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Row) : {};
    if (job.state === 'Finished') {
      const other = ['outcome', 'health'].some(
        (name) => given[name] !== undefined && given[name] !== job[name],
      );
      if (other) throw new Conflict(`The job has finished already, as ${String(job.outcome)}.`);
      return this.rows.change(jobs, key, 'change', async () => ({}), viewer);
    }
    const body: Row = { ...pick(given), state: 'Finished' };
    if (job.state === 'Canceling') body.health = 'Canceled';
    else if (body.outcome === undefined && body.health === undefined && job.health === 'Unknown')
      body.health = 'Complete';
    return this.rows.change(jobs, key, 'change', async () => body, viewer);
  }
}

function pick(given: Row): Row {
  const names = ['outcome', 'health', 'reason', 'source_status', 'source_system', 'end_time'];
  return Object.fromEntries(names.filter((name) => name in given).map((name) => [name, given[name]]));
}
