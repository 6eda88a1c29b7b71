import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { jobListed } from '../auth/visibility';
import { Viewer } from '../auth/viewer';
import { asDomainError } from '../database/sqlstate';
import { NotFound } from '../errors/domain-error';
import { findJob, JobReference } from './job-reference';
import { Submitted, SubmitService } from './submit.service';

/** Submits again what a job was. */
@Injectable()
export class ResubmitService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly submissions: SubmitService,
  ) {}

  /**
   * Submits the definition of a job that this caller sees, as this caller; for a node of a multinode job, of all nodes. The
   * new jobs remember what they are copies of (lava-rest §8.3). @throws NotFound, and as `submit`
   */
  async resubmit(reference: JobReference, viewer: Viewer): Promise<Submitted> {
    const job = await findJob(this.dataSource.manager, reference, (bind) =>
      jobListed('"j"', viewer, bind),
    ).catch((error: unknown) => {
      throw asDomainError(error);
    });
    if (!job) throw new NotFound('Not found.');
    const definition = job.multinode_definition || job.definition;
    return this.submissions.submit(definition, viewer, { original: definition, clonedFrom: job.id });
  }
}
