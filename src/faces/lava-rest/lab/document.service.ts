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
import { readKey } from '../../../store/read-key';
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

  /** The text of a document. @throws NotFound there is no such row, Refusal it has no document */
  async read({ of, field, missing }: Document, request: FastifyRequest, base?: Base): Promise<string> {
    const key = keyIn(of, request);
    const text = (await this.rows.find(of, key, request.viewer, base))[field];
    if (typeof text !== 'string') throw new Refusal({ detail: missing(key as Key) });
    return text;
  }

  /** Answers with a document. @throws as `read` */
  async send(document: Document, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sendText(document, request, reply, await this.read(document, request));
  }

  async sendText(
    { of, contentType, fileName }: Document,
    request: FastifyRequest,
    reply: FastifyReply,
    text: string,
  ): Promise<void> {
    await reply
      .header('Content-Type', contentType)
      .header('Content-Disposition', attachment(fileName(keyIn(of, request) as Key)))
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
    request: FastifyRequest,
    body: () => Promise<unknown>,
    base?: Base,
  ): Promise<void> {
    await this.rows.change(of, keyIn(of, request), 'replace', body, request.viewer, base);
  }

  /** The body for the statement of a document to judge: one that is nothing but white space is blank. */
  body({ field }: Document, request: FastifyRequest): () => Promise<unknown> {
    return async () => {
      const said = await this.said(request);
      const text = said[field];
      return typeof text === 'string' && text.trim() === '' ? { ...said, [field]: '' } : said;
    };
  }
}

/** The row that a path is about. */
export const keyIn = (of: Resource, { params }: FastifyRequest): Key | null =>
  readKey(of, (params as { key: string }).key);
