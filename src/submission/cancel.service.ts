import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mayChangeDevice, mayChangeDeviceType } from '../auth/lab-permissions';
import { allows, may, Viewer } from '../auth/viewer';
import { jobVisible } from '../auth/visibility';
import { asDomainError } from '../database/sqlstate';
import { BadInput, Forbidden, NotFound } from '../errors/domain-error';
import { cancelJob, ENDING } from '../resources/jobs/cancel-job';
import { findJob, JobReference, KnownJob } from './job-reference';

/** What became of many cancellations; the references are those that were given. */
export interface Canceled {
  job_ids: JobReference[];
  invalid_job_ids: unknown[];
}

/** References of one request. */
const MOST_JOBS = 1_000;

/** Ends jobs as LAVA's rules have it: by those who submitted them and by those who look after the devices. */
@Injectable()
export class CancelService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Asks for the end of a job. Of one that has ended, or is about to, nothing comes, whoever asks; whether the caller sees the
   * job does not matter (lava-rest §8.4). @throws NotFound, Forbidden
   */
  async cancel(reference: JobReference, viewer: Viewer): Promise<void> {
    try {
      const job = await findJob(this.dataSource.manager, reference);
      if (!job) throw new NotFound('Not found.');
      if (ENDING.has(job.state)) return;
      if (!(await this.mayCancel(job, viewer)))
        throw new Forbidden('You do not have permission to perform this action.');
      await this.dataSource.transaction((manager) => cancelJob(manager, job.id));
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /**
   * Cancels one job after the other. Those that there are not, that the caller does not see or may not cancel, and what is no
   * reference, are told apart (lava-rest §8.5). @throws BadInput too many
   */
  async cancelAll(references: readonly unknown[], viewer: Viewer): Promise<Canceled> {
    if (references.length > MOST_JOBS)
      throw new BadInput(`At most ${MOST_JOBS} jobs at a time.`, { field: 'job_ids' });
    const canceled: Canceled = { job_ids: [], invalid_job_ids: [] };
    for (const reference of references)
      if (isReference(reference) && (await this.cancelVisible(reference, viewer)))
        canceled.job_ids.push(reference);
      else canceled.invalid_job_ids.push(reference);
    return canceled;
  }

  private async cancelVisible(reference: JobReference, viewer: Viewer): Promise<boolean> {
    const visible = await findJob(this.dataSource.manager, reference, (bind) =>
      jobVisible('"j"', viewer, bind),
    );
    if (!visible) return false;
    try {
      await this.cancel(reference, viewer);
      return true;
    } catch (error) {
      if (error instanceof NotFound || error instanceof Forbidden) return false;
      throw error;
    }
  }

  private async mayCancel(job: KnownJob, viewer: Viewer): Promise<boolean> {
    // A cancellation may come as a GET, for which a token that merely reads is enough otherwise.
    if (viewer.id === null || !allows(viewer, 'push')) return false;
    if (viewer.is_superuser || job.submitter === viewer.id || may(viewer, 'change_testjob')) return true;
    const { manager } = this.dataSource;
    if (job.actual_device !== null) return mayChangeDevice(manager, viewer, job.actual_device);
    return job.requested_device_type === null
      ? false
      : mayChangeDeviceType(manager, viewer, job.requested_device_type);
  }
}

function isReference(value: unknown): value is JobReference {
  return typeof value === 'string' || Number.isSafeInteger(value);
}
