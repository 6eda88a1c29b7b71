import { Inject, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Viewer } from '../auth/viewer';
import { CONFIG, Config } from '../config/config';
import { CompileExtra } from '../query/compile';
import { pageLinks } from '../query/links';
import { parseQuery } from '../query/parse';
import { Ignored, PlanOptions, planList } from '../query/plan';
import { Row } from '../query/rows';
import { PageReader } from './page.reader';
import { prefersStrict } from './prefer';
import { requestUrl } from './request-url';
import { Resource } from '../collections/resource';

/** The envelope of every list. */
export interface ListBody {
  count: number | null;
  next: string | null;
  previous: string | null;
  results: Row[];
}

/** Answers lists: query string → plan → page → envelope, the same way for every collection. */
@Injectable()
export class ListService {
  constructor(
    private readonly pages: PageReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param extra a further restriction: the parent of a nested list
   * @param ways how another protocol asks for pages
   */
  async list(
    resource: Resource,
    request: FastifyRequest,
    reply: FastifyReply,
    extra: CompileExtra<Viewer> = {},
    ways: PlanOptions = {},
  ): Promise<ListBody> {
    const url = requestUrl(request, this.config);
    const pairs = parseQuery(url.query);
    const plan = planList(resource, pairs, {
      pageSize: this.config.pageSize,
      maxPageSize: this.config.maxPageSize,
      strict: prefersStrict(request),
      ...ways,
    });
    const ignored = ignoredHeader(plan.ignored);
    if (ignored !== '') reply.header('X-Ignored-Parameters', ignored);
    const page = await this.pages.read(resource, plan, request.viewer, extra);
    if (page.capped) reply.header('X-Count-Capped', 'true');
    const links = pageLinks(url, pairs, page);
    return { count: page.count, next: links.next, previous: links.previous, results: page.rows };
  }
}

/** Bytes of a header that every proxy passes on: some give all headers together 4 KiB. */
const LONGEST_HEADER = 2_000;
/** Characters of one name in it. */
const LONGEST_NAME = 200;

/**
 * Names are percent-encoded, because a header takes neither commas in names nor letters beyond ASCII. What does not fit
 * is left out: who wants it all prefers strictness.
 */
function ignoredHeader(ignored: readonly Ignored[]): string {
  let header = '';
  for (const { name, suggestion } of ignored) {
    if (name === '') continue;
    const encoded = encodeURIComponent(name.slice(0, LONGEST_NAME).replace(/\p{Surrogate}/gu, '\ufffd'));
    const said = encoded + (suggestion ? `; did-you-mean="${suggestion}"` : '');
    if (header.length + said.length > LONGEST_HEADER) break;
    header += header === '' ? said : `, ${said}`;
  }
  return header;
}
