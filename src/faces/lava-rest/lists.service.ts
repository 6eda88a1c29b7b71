import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Viewer } from '../../auth/viewer';
import { Resource } from '../../collections/resource';
import { CONFIG, Config } from '../../config/config';
import { asDomainError } from '../../database/sqlstate';
import { ExportTurns } from '../../exports/export.turns';
import { listJson } from '../../http/json';
import { PageReader } from '../../http/page.reader';
import { requestUrl } from '../../http/request-url';
import { CompileExtra } from '../../query/compile';
import { pageLinks } from '../../query/links';
import { asQueryError } from '../../query/page';
import { Pair, parseQuery } from '../../query/parse';
import { planList } from '../../query/plan';
import { Row } from '../../query/rows';
import { openLargePage } from './large-page';
import { LAVA_WAYS } from './ways';

/** What a list of LAVA's is about, beside what its statement says. */
export interface Listing extends Pick<CompileExtra<Viewer>, 'base' | 'fixed'> {
  check?: (pairs: readonly Pair[]) => void;
  present: (row: Row) => Row;
}

/** Rows that are answered at once; more of them leave as they are read, because LAVA's pages know no maximum. */
const AT_ONCE = 1_000;

/** Answers LAVA's lists (lava-rest §5): the native list's machinery, asked in LAVA's ways. */
@Injectable()
export class LavaLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pages: PageReader,
    private readonly turns: ExportTurns,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    resource: Resource,
    { check, present, ...extra }: Listing,
  ): Promise<void> {
    const url = requestUrl(request, this.config);
    const pairs = parseQuery(url.query);
    check?.(pairs);
    const plan = planList(resource, pairs, LAVA_WAYS);
    const asking = { statement: resource, plan, context: request.viewer, extra };
    try {
      const { page: wanted } = plan;
      if (wanted.style === 'offset' && wanted.limit > AT_ONCE) {
        const page = await openLargePage(this.dataSource, asking, wanted, await this.turns.take());
        const text = page.text(pageLinks(url, pairs, page), present);
        const body = Readable.from(request.method === 'HEAD' ? [] : text, { objectMode: false });
        body.once('close', () => void page.close());
        await reply.header('Content-Type', 'application/json').header('Vary', 'Accept').send(body);
        return;
      }
      const page = await this.pages.read(resource, plan, request.viewer, extra);
      const head = { count: page.count, ...pageLinks(url, pairs, page) };
      await reply.send(listJson(reply, head, page.rows.map(present)));
    } catch (error) {
      throw asDomainError(asQueryError(error, plan));
    }
  }
}
