import { Inject, Injectable } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../../auth/accounts.service';
import { Viewer } from '../../../auth/viewer';
import { CONFIG, Config } from '../../../config/config';
import { Forbidden, NotFound, Unauthenticated } from '../../../errors/domain-error';
import { requestUrl } from '../../../http/request-url';
import { lastValue, parseQuery } from '../../../query/parse';
import { enterJob, idOfNode } from '../../../resources/jobs/job-gate';
import { readKey } from '../../../store/read-key';
import { Key } from '../../../store/values';
import { jobs } from '../statements/jobs';

const NODE = /^\d+\.\d+$/;

/** Who may read results by the older routes: whoever may see the job, by header or by `?user=&token=` (lava-rest §6.4). */
@Injectable()
export class ResultsGate {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The number of a job by what a path calls it: its number, or that of a node. @throws NotFound, Forbidden */
  async enter(request: FastifyRequest, part: string): Promise<number> {
    const { manager } = this.dataSource;
    return this.enterId(request, NODE.test(part) ? await idOfNode(manager, part) : readKey(jobs, part));
  }

  async enterId(request: FastifyRequest, id: Key | null): Promise<number> {
    const { viewer } = request;
    try {
      if (viewer.id === null && this.config.requireLogin)
        throw new Unauthenticated('Authentication credentials were not provided.');
      return (await enterJob(this.dataSource.manager, id, viewer)).id;
    } catch (error) {
      // Nobody's token is looked at where it is not needed: a wrong one does not shut what is open.
      const named = viewer.id === null && !(error instanceof NotFound) ? await this.named(request) : null;
      if (named === null) throw error;
      return (await enterJob(this.dataSource.manager, id, named)).id;
    }
  }

  /** Whom the parameters name; null when they name nobody. @throws Forbidden they name one with another's token */
  private async named(request: FastifyRequest): Promise<Viewer | null> {
    const pairs = parseQuery(requestUrl(request, this.config).query);
    const user = lastValue(pairs, 'user');
    const token = lastValue(pairs, 'token');
    if (!user || !token) return null;
    const viewer = await this.accounts.viewerByToken(token).catch((error: unknown) => {
      if (error instanceof Unauthenticated) return null;
      throw error;
    });
    if (viewer?.username !== user) throw new Forbidden('You do not have permission to perform this action.');
    return viewer;
  }
}
