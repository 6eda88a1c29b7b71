import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { RowService } from '../collections/row.service';
import { BadInput } from '../errors/domain-error';
import { Spooled } from '../http/body/spool';
import { unknownAttributes } from '../http/refuse-unknown';
import { Row } from '../query/rows';
import { isContentType } from '../resources/attachments/attachment.rules';
import { attachments } from '../resources/attachments/attachments.resource';
import { Values } from '../store/values';
import { lockBlobs } from '../blobs/blob-lock';
import { BlobStore } from '../blobs/blob.store';

const LONGEST_NAME = 255;

/** Files of jobs and tests: a row is committed only when its bytes are on the disk. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
    private readonly blobs: BlobStore,
  ) {}

  /**
   * Stores an upload as an attachment. `said` are the form's fields and the parameters: `job`, `test`, `name`,
   * `content_type`; `fixed` is what the path says and wins.
   */
  async create(
    upload: Spooled,
    said: Readonly<Record<string, string>>,
    fixed: Values,
    viewer: Viewer,
  ): Promise<Row> {
    const errors = unknownAttributes(said, ['job', 'test', 'name', 'content_type']);
    if (Object.keys(errors).length > 0) throw new BadInput('Invalid input.', { fields: errors });
    if (upload.bytes === 0) throw new BadInput('The submitted file is empty.', { field: 'file' });
    const name = said.name ?? upload.filename;
    if (!name) throw new BadInput('This field is required.', { field: 'name' });
    const type = said.content_type ?? upload.contentType;
    const body = {
      ...said,
      ...fixed,
      name: baseName(name),
      content_type: isContentType(type) ? type : 'application/octet-stream',
    };
    const key = await this.dataSource.transaction(async (manager) => {
      const known = { size: upload.bytes, sha256: upload.sha256 };
      const made = await this.rows.createWithin(attachments, body, { viewer, manager }, known);
      // Refused uploads leave nothing behind; a row that is committed has its bytes.
      await lockBlobs(manager, [upload.sha256]);
      await this.blobs.keep(upload);
      return made;
    });
    return this.rows.find(attachments, key, viewer);
  }
}

/** A name without folders: clients send whole paths, of either kind. */
function baseName(name: string): string {
  return (name.split(/[/\\]/).at(-1) || name).slice(-LONGEST_NAME);
}
