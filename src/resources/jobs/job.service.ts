import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Viewer } from '../../auth/viewer';
import { notAnObject } from '../../collections/check-body';
import { RowService } from '../../collections/row.service';
import { asDomainError } from '../../database/sqlstate';
import { BadInput, Conflict } from '../../errors/domain-error';
import { Row } from '../../query/rows';
import { Key } from '../../store/values';
import { cancelJob } from './cancel-job';
import { jobs } from './jobs.resource';
import { VERDICT_FIELDS } from './verdict-fields';

/** What can be done to a job beside changing its fields. */
@Injectable()
export class JobService {
  constructor(
    private readonly rows: RowService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Asks for the end of a job, as `cancelJob` does. What is `said` must be an object, though nothing in it counts.
   * @throws Conflict it has ended
   */
  async cancel(key: Key | null, said: () => Promise<unknown>, viewer: Viewer): Promise<Row> {
    // A change of nothing: whoever may make it may cancel, too.
    const nothing = async (): Promise<Row> => {
      asObject(await said());
      return {};
    };
    const { id, state } = await this.rows.change(jobs, key, 'change', nothing, viewer);
    if (state === 'Finished') throw new Conflict('The job has finished already.');
    try {
      await this.dataSource.transaction((manager) => cancelJob(manager, id as number));
    } catch (error) {
      throw asDomainError(error);
    }
    return this.rows.find(jobs, key, viewer);
  }

  /**
   * Ends a job: what is `said`, read once it is known that the caller may, holds `VERDICT_FIELDS`. A job that was being
   * canceled ends canceled; one of which nothing is said has run to its end, and its tests decide.
   * Finishing it again with nothing new changes nothing. @throws Conflict it has finished with another verdict
   */
  async finish(key: Key | null, said: () => Promise<unknown>, viewer: Viewer): Promise<Row> {
    const change = async (): Promise<Row> => {
      const given = asObject(await said());
      return ending(await this.rows.find(jobs, key, viewer), given);
    };
    return this.rows.change(jobs, key, 'change', change, viewer);
  }
}

/** What changes about a job that ends like this. @throws Conflict */
function ending(job: Row, given: Row): Row {
  if (job.state === 'Finished') {
    const other = ['outcome', 'health'].some(
      (name) => given[name] !== undefined && given[name] !== job[name],
    );
    if (other) throw new Conflict(`The job has finished already, as ${String(job.outcome)}.`);
    return {};
  }
  const body: Row = { ...pick(given), state: 'Finished' };
  if (job.state === 'Canceling') body.health = 'Canceled';
  else if (body.outcome === undefined && body.health === undefined && job.health === 'Unknown')
    body.health = 'Complete';
  return body;
}

/** @throws BadInput */
function asObject(said: unknown): Row {
  const fields = notAnObject(said);
  if (fields) throw new BadInput('Invalid data.', { fields });
  return said as Row;
}

function pick(given: Row): Row {
  return Object.fromEntries(
    VERDICT_FIELDS.filter((name) => name in given).map((name) => [name, given[name]]),
  );
}
