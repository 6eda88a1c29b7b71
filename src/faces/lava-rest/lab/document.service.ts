import { Inject, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Resource } from '../../../collections/resource';
import { RowService } from '../../../collections/row.service';
import { CONFIG, Config } from '../../../config/config';
import { readBody } from '../../../http/body/read-body';
import { Refusal } from '../../../http/refusal';
import { Row } from '../../../query/rows';
import { CompileExtra } from '../../../query/compile';
import { Viewer } from '../../../auth/viewer';
import { Key } from '../../../store/values';
import { attachment } from '../exports/file-name';

/** One stored document of a row of the lab. */
export interface Document {
  of: Resource;
  /** The field it stands in. */
  field: string;
  contentType: string;
  fileName: (key: Key) => string;
  /** What is said when there is none: 400, not 404 (lava-rest §9 item 18). */
  missing: (key: Key) => string;
}

type Base = CompileExtra<Viewer>['base'];

/** Reads and writes documents, and other single parts of rows. */
@Injectable()
export class LabDocuments {
  constructor(
    private readonly rows: RowService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws NotFound there is no such row, Refusal it has no document */
  async send(
    { of, field, contentType, fileName, missing }: Document,
    key: Key,
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    base?: Base,
  ): Promise<void> {
    const row = await this.rows.find(of, key, viewer, base);
    const text = row[field];
    if (typeof text !== 'string') throw new Refusal({ detail: missing(key) });
    await reply
      .header('Content-Type', contentType)
      .header('Content-Disposition', attachment(fileName(key)))
      .send(Buffer.from(text));
  }

  /** The body of a request, as an object. @throws BadInput, Unsupported */
  async said(request: FastifyRequest): Promise<Row> {
    const body = await readBody(request, this.config.bodyLimit);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Row) : {};
  }

  /** Changes one part of a row that the caller may see. @throws NotFound, BadInput with messages by field */
  async write(
    of: Resource,
    key: Key,
    request: FastifyRequest,
    body: () => Promise<unknown>,
    base?: Base,
  ): Promise<void> {
    await this.rows.change(of, key, 'replace', body, request.viewer, base);
  }

  /** The body as it came, for statements to judge. */
  body(request: FastifyRequest): () => Promise<unknown> {
    return () => readBody(request, this.config.bodyLimit);
  }
}
