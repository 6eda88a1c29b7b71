import { Controller, Get, HttpCode, Inject, Options, Post, Req, Res, Type } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { CONFIG, Config } from '../config/config';
import { NotFound } from '../errors/domain-error';
import { CompileExtra } from '../query/compile';
import { readKey } from '../store/read-key';
import { Key, Values } from '../store/values';
import { readOneOrMany } from './body/one-or-many';
import { strictFields } from './body/strict-fields';
import { json } from './json';
import { ListService } from './list.service';
import { Negotiated } from './negotiation.guard';
import { belowParents, listedBy, Nesting, nestingPath, parentKeys, parentsOf } from './nesting';
import { checkMayWrite } from '../collections/permission';
import { Resource } from '../collections/resource';
import { metadataOf } from './options-metadata';
import { OptionsService } from './options.service';
import { route } from './route';
import { RowService } from '../collections/row.service';

/** The routes of one nested list: the same rows and filters as the collection's, below a parent. */
export function nestedController(nesting: Nesting): Type {
  const resource = listedBy(nesting);
  const by = nesting.steps.at(-1)?.by ?? '';
  const field = resource.fields[by];
  const toMany = field?.type === 'relation' && field.many;
  const said = nesting.steps.map((step) => step.by).filter((name) => name in resource.fields);

  @Controller(`api/v1/${nestingPath(nesting)}`)
  @Negotiated(resource)
  class NestedController {
    constructor(
      private readonly lists: ListService,
      private readonly rows: RowService,
      private readonly options: OptionsService,
      private readonly dataSource: DataSource,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    @Get()
    async list(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return json(reply, await this.lists.list(resource, request, reply, this.below(this.parents(request))));
    }

    @Get(':key')
    async find(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      const key = readKey(resource, (request.params as { key: string }).key);
      return json(
        reply,
        await this.rows.find(resource, key, request.viewer, this.below(this.parents(request)).base),
      );
    }

    @Options()
    async describe(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      const taken = !toMany && (await this.hasParent(request));
      return json(
        reply,
        taken ? this.options.list(resource, request.viewer, said) : metadataOf(resource, 'List'),
      );
    }

    @Options(':key')
    describeRow(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
      return json(reply, metadataOf(resource, 'Instance'));
    }

    async create(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      checkMayWrite(resource, request.viewer, 'create');
      const fixed = await this.fixed(request);
      return json(
        reply,
        await readOneOrMany(
          request,
          this.config,
          resource,
          strictFields(Object.keys(resource.fields), request),
          {
            one: (body) => this.rows.create(resource, body, request.viewer, fixed),
            many: (bodies) => this.rows.createMany(resource, bodies, request.viewer, fixed),
            stream: (lines) => this.rows.createStream(resource, lines, request.viewer, fixed),
          },
        ),
      );
    }

    /** What the path says of a new row: its parent, and the parents above it where the row names them, too. */
    private async fixed(request: FastifyRequest): Promise<Values> {
      const keys = this.parents(request);
      const parents = parentsOf(nesting);
      const above: Nesting = { root: nesting.root, steps: nesting.steps.slice(0, -1) };
      const base =
        above.steps.length > 0
          ? belowParents(this.dataSource.manager, above, keys.slice(0, -1)).base
          : undefined;
      await this.rows.find(parents.at(-1) as Resource, keys.at(-1) ?? null, request.viewer, base);
      const fixed: Values = { [by]: keys.at(-1) };
      nesting.steps.slice(0, -1).forEach((step, at) => {
        if (step.by in resource.fields) fixed[step.by] = keys[at];
      });
      return fixed;
    }

    private async hasParent(request: FastifyRequest): Promise<boolean> {
      try {
        await this.fixed(request);
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    }

    private parents(request: FastifyRequest): Key[] {
      const keys = parentKeys(nesting, request.params as Record<string, string>);
      if (!keys) throw new NotFound('Not found.');
      return keys;
    }

    private below(keys: readonly Key[]): CompileExtra<Viewer> {
      return belowParents(this.dataSource.manager, nesting, keys);
    }
  }
  if (!toMany && !resource.uploaded && resource.access !== 'nobody')
    route(NestedController, 'create', Post(), HttpCode(201));
  Object.defineProperty(NestedController, 'name', { value: `${nestingPath(nesting)}Nested` });
  return NestedController;
}
