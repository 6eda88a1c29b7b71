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
import { CONFIG, Config } from '../config/config';
import { readKey } from '../store/read-key';
import { Key } from '../store/values';
import { itIsOurTurn, readRowBody } from './body/read-body';
import { json } from './json';
import { ListService } from './list.service';
import { checkMayWrite } from '../collections/permission';
import { Negotiated } from './negotiation.guard';
import { OptionsService } from './options.service';
import { route } from './route';
import { readOneOrMany } from './body/one-or-many';
import { strictFields } from './body/strict-fields';
import { Resource } from '../collections/resource';
import { RowService } from '../collections/row.service';

const API = 'api/v1';
type Keyed = { key: string };

/** The routes of one collection, made from its statement: those for writing only where clients may write. */
export function collectionController(resource: Resource): Type {
  const keyOf = (request: FastifyRequest): Key | null => readKey(resource, (request.params as Keyed).key);

  @Controller(`${API}/${resource.name}`)
  @Negotiated(resource)
  class CollectionController {
    constructor(
      private readonly lists: ListService,
      private readonly rows: RowService,
      private readonly options: OptionsService,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    @Get()
    async list(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return json(reply, await this.lists.list(resource, request, reply));
    }

    @Options()
    describe(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
      return json(reply, this.options.list(resource, request.viewer));
    }

    async create(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      checkMayWrite(resource, request.viewer, 'create');
      return json(
        reply,
        await readOneOrMany(
          request,
          this.config,
          resource,
          strictFields(Object.keys(resource.fields), request),
          {
            one: (body) => this.rows.create(resource, body, request.viewer),
            many: (bodies) => this.rows.createMany(resource, bodies, request.viewer),
            stream: (lines) => this.rows.createStream(resource, lines, request.viewer),
          },
        ),
      );
    }

    @Get(':key')
    async find(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return json(reply, await this.rows.find(resource, keyOf(request), request.viewer));
    }

    @Options(':key')
    async describeRow(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      return json(reply, await this.options.row(resource, keyOf(request), request.viewer));
    }

    async replace(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      const heed = strictFields(Object.keys(resource.fields), request);
      const body = async () =>
        heed.one(await readRowBody(request, this.config.bodyLimit, resource, 'replace'));
      return json(reply, await this.rows.change(resource, keyOf(request), 'replace', body, request.viewer));
    }

    async change(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Buffer> {
      const heed = strictFields(Object.keys(resource.fields), request);
      const body = async () =>
        heed.one(await readRowBody(request, this.config.bodyLimit, resource, 'change'));
      return json(reply, await this.rows.change(resource, keyOf(request), 'change', body, request.viewer));
    }

    async remove(@Req() request: FastifyRequest): Promise<void> {
      itIsOurTurn(request);
      await this.rows.remove(resource, keyOf(request), request.viewer);
    }
  }
  if (resource.access !== 'nobody') {
    if (!resource.uploaded) route(CollectionController, 'create', Post(), HttpCode(201));
    route(CollectionController, 'replace', Put(':key'));
    route(CollectionController, 'change', Patch(':key'));
    route(CollectionController, 'remove', Delete(':key'), HttpCode(204));
  }
  Object.defineProperty(CollectionController, 'name', { value: `${resource.name}Collection` });
  return CollectionController;
}
