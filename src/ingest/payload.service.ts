import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { RowService } from '../collections/row.service';
import { NotFound } from '../errors/domain-error';
import { contentDisposition } from '../http/content-disposition';
import { isContentType } from '../resources/attachments/attachment.rules';
import { ingests } from '../resources/ingests/ingests.resource';
import { Key } from '../store/values';
import { PayloadColumns, Payloads } from './payload';
import { Reading } from './reading';

/** A receipt as reading it again needs it. */
export interface KeptUpload extends PayloadColumns {
  id: number;
  job: number;
  made_job: boolean;
  reading: Partial<Reading>;
  ranges: [number, number][];
}

/** The bytes of a kept upload, and how to tell a client of them. */
export interface OpenPayload {
  bytes: NodeJS.ReadableStream;
  size: number;
  type: string;
  disposition: string;
  encoding: string;
}

/** Kept uploads behind their receipts: for those who see the receipt. */
@Injectable()
export class PayloadService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
    private readonly payloads: Payloads,
  ) {}

  /** @throws NotFound no such receipt for this viewer, or the upload is not kept */
  async find(
    key: Key | null,
    viewer: Viewer,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<KeptUpload> {
    await this.rows.findWithin(ingests, key, { viewer, manager });
    const [row] = await manager.query<KeptUpload[]>(
      'SELECT id, job, made_job, reading, ranges, payload, payload_bytes, payload_form FROM ingests WHERE id = $1',
      [key],
    );
    if (!row) throw new NotFound('Not found.');
    if (row.payload === null) throw new NotFound('This upload is not kept, or no more.');
    return row;
  }

  /** @throws NotFound as `find` */
  async open(key: Key | null, viewer: Viewer): Promise<OpenPayload> {
    const { payload, payload_bytes: size, payload_form: form } = await this.find(key, viewer);
    const type = form?.type ?? '';
    return {
      bytes: await this.payloads.blobs.read(payload as string),
      size: size ?? 0,
      type: isContentType(type) ? type : 'application/octet-stream',
      disposition: contentDisposition(form?.name || 'upload'),
      encoding: form?.encoding ?? '',
    };
  }
}
