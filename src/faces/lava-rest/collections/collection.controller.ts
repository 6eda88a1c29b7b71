import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Options,
  Patch,
  Post,
  Put,
  Req,
  Res,
  Type,
} from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Needs } from '../../../auth/credentials.guard';
import { allows, Viewer } from '../../../auth/viewer';
import { Mode } from '../../../collections/check-body';
import { checkMayWrite } from '../../../collections/permission';
import { Resource } from '../../../collections/resource';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { BadInput, Forbidden } from '../../../errors/domain-error';
import { itIsOurTurn, readRowBody } from '../../../http/body/read-body';
import { mediaType } from '../../../http/body/media-type';
import { json } from '../../../http/json';
import { Negotiated } from '../../../http/negotiation.guard';
import { OptionsService } from '../../../http/options.service';
import { requestUrl } from '../../../http/request-url';
import { route } from '../../../http/route';
import { parseQuery } from '../../../query/parse';
import { Row } from '../../../query/rows';
import { Predicate } from '../../../query/statement';
import { readKey } from '../../../store/read-key';
import { Key } from '../../../store/values';
import { LavaLists } from '../lists.service';
import { LavaCollection, Showing } from './collection';

/** What PUT says: all that it needs; a list that a form leaves out is an empty one. @throws BadInput */
function wholeOf(
  body: unknown,
  { resource, putNeeds = [] }: LavaCollection,
  request: FastifyRequest,
): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const missing = putNeeds.filter((name) => !Object.hasOwn(body, name));
  const isList = (name: string): boolean => 'many' in (resource.fields[name] ?? {});
  const unsaid = /form/.test(mediaType(request)) ? missing.filter((name) => !isList(name)) : missing;
  if (unsaid.length > 0)
    throw new BadInput('Invalid input.', {
      fields: Object.fromEntries(unsaid.map((name) => [name, ['This field is required.']])),
    });
  return { ...Object.fromEntries(missing.map((name) => [name, []])), ...body };
}

/** The routes of one of LAVA's collections (lava-rest §1). */
export function lavaController(collection: LavaCollection): Type {
  const { resource, readers, partialPut } = collection;
  const removable: Resource = {
    ...resource,
    rules: { ...resource.rules, ...(collection.beforeRemove && { beforeRemove: collection.beforeRemove }) },
  };

  @Controller(`api/v0.2/${collection.path}`)
  @Negotiated(resource)
  @Needs({ only: 'token', account: readers !== 'anyone' })
  class LavaCollectionController {
    constructor(
      private readonly lists: LavaLists,
      private readonly rows: RowService,
      private readonly options: OptionsService,
      private readonly dataSource: DataSource,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    @Get()
    async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      this.admit(request);
      await this.lists.send(request, reply, resource, {
        base: this.about(request),
        check: collection.check,
        present: (row) => this.shown(row, request, 'list'),
      });
    }

    @Options()
    describe(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
      this.admit(request);
      return json(reply, this.options.list(resource, request.viewer));
    }

    @Get(':key')
    async find(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      this.admit(request);
      const row = await this.rows.find(
        resource,
        await this.key(request),
        request.viewer,
        this.about(request),
      );
      return json(reply, this.shown(row, request, 'find'));
    }

    @Options(':key')
    async describeRow(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      this.admit(request);
      return json(reply, await this.options.row(resource, await this.key(request), request.viewer));
    }

    async create(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      checkMayWrite(resource, request.viewer, 'create');
      const body = await readRowBody(request, this.config.bodyLimit, resource, 'create');
      const row = await this.rows.create(collection.made ?? resource, body, request.viewer);
      return json(reply, this.shown(row, request, 'create'));
    }

    async replace(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return this.write(request, reply, partialPut ? 'change' : 'replace');
    }

    async change(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return this.write(request, reply, 'change');
    }

    async remove(@Req() request: FastifyRequest): Promise<void> {
      itIsOurTurn(request);
      await this.rows.remove(removable, await this.key(request), request.viewer, this.about(request));
    }

    private async write(request: FastifyRequest, reply: FastifyReply, mode: Mode): Promise<Buffer> {
      const { viewer } = request;
      const key = await this.key(request);
      const body = async () => {
        const said = await readRowBody(request, this.config.bodyLimit, resource, mode);
        return mode === 'replace' ? wholeOf(said, collection, request) : said;
      };
      const row = await this.rows.change(resource, key, mode, body, viewer, this.about(request));
      const whole = collection.made ? await this.rows.find(collection.made, key, viewer) : row;
      return json(reply, this.shown(whole, request, 'change'));
    }

    private async key({ params, viewer }: FastifyRequest): Promise<Key | null> {
      const part = (params as { key: string }).key;
      return collection.keyOf
        ? collection.keyOf(this.dataSource.manager, part, viewer)
        : readKey(resource, part);
    }

    private about(request: FastifyRequest): Predicate<Viewer> | undefined {
      return collection.about?.(parseQuery(requestUrl(request, this.config).query));
    }

    private shown(row: Row, { viewer }: FastifyRequest, deed: Showing['deed']): Row {
      return collection.present ? collection.present(row, { viewer, deed }) : row;
    }

    private admit({ viewer }: FastifyRequest): void {
      if (readers === 'superusers' && !(viewer.is_superuser && allows(viewer, 'admin')))
        throw new Forbidden('You do not have permission to perform this action.');
    }
  }
  const writes = collection.writes ?? ['create', 'change', 'remove'];
  if (writes.includes('create')) route(LavaCollectionController, 'create', Post(), HttpCode(201));
  if (writes.includes('change')) {
    route(LavaCollectionController, 'replace', Put(':key'));
    route(LavaCollectionController, 'change', Patch(':key'));
  }
  if (writes.includes('remove')) route(LavaCollectionController, 'remove', Delete(':key'), HttpCode(204));
  Object.defineProperty(LavaCollectionController, 'name', {
    value: `Lava${collection.path.replace(/\W/g, '')}`,
  });
  return LavaCollectionController;
}
