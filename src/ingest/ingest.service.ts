import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { RowService } from '../collections/row.service';
import { asDomainError } from '../database/sqlstate';
import { BadInput } from '../errors/domain-error';
import { detect, FormatName } from '../formats/detect';
import { formatOfMediaType } from '../formats/formats';
import { Spooled } from '../http/body/spool';
import { Row } from '../query/rows';
import { ingests } from '../resources/ingests/ingests.resource';
import { asSent, Attributes } from './attributes';
import { finishJob } from './finish-job';
import { fingerprint } from './fingerprint';
import { storeReport } from './report.storer';
import { Tally } from './tally';
import { prepareTarget } from './target';

/** An upload's receipt, and whether the upload had been stored before. */
export interface Receipt {
  receipt: Row;
  duplicate: boolean;
}

const SNIFFED = 8_192;
/** Characters of a job's name. */
const LONGEST_NAME = 200;

/** The one write path for whole reports: job, suites, tests, counters and receipt in one transaction, or nothing. */
@Injectable()
export class IngestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
  ) {}

  /** @throws BadInput the report or an attribute cannot be used; the message says where */
  async ingest(upload: Spooled, attributes: Attributes, viewer: Viewer): Promise<Receipt> {
    const print = fingerprint(upload.sha256, attributes, viewer.id as number);
    const known = await this.known(print, this.dataSource.manager);
    if (known !== null) return this.receipt(known, viewer, true);
    const format = attributes.format ?? (await formatOf(upload));
    try {
      const { id, duplicate } = await this.dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL statement_timeout = 0');
        // A twin waits here for the first, and then finds its receipt.
        await manager.query('SELECT pg_advisory_xact_lock($1)', [print.readBigInt64BE(0).toString()]);
        const first = await this.known(print, manager);
        if (first !== null) return { id: first, duplicate: true };
        return { id: await this.store(manager, upload, format, attributes, viewer, print), duplicate: false };
      });
      return await this.receipt(id, viewer, duplicate);
    } catch (error) {
      throw asSent(asDomainError(error), attributes);
    }
  }

  private async store(
    manager: EntityManager,
    upload: Spooled,
    format: FormatName,
    attributes: Attributes,
    viewer: Viewer,
    print: Buffer,
  ): Promise<number> {
    const context = { viewer, manager };
    const target = await prepareTarget(this.rows, attributes, nameOf(upload) || `${format} report`, context);
    const tally = await storeReport(manager, target, { path: upload.path, format }).catch(blameTheFile);
    if (target.made) await finishJob(manager, target, attributes, format, tally);
    return this.keep(manager, target.job, upload, format, viewer, print, tally);
  }

  private async keep(
    manager: EntityManager,
    job: number,
    upload: Spooled,
    format: FormatName,
    viewer: Viewer,
    print: Buffer,
    tally: Tally,
  ): Promise<number> {
    const [row] = await manager.query<{ id: number }[]>(
      `INSERT INTO ingests (job, submitter, format, bytes, sha256, fingerprint, declared, stored, repaired, rejected, warnings)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        job,
        viewer.id,
        format,
        upload.bytes,
        upload.sha256,
        print,
        tally.declared,
        tally.stored,
        tally.repaired,
        tally.rejected,
        JSON.stringify(tally.warnings),
      ],
    );
    return row?.id as number;
  }

  private async known(print: Buffer, manager: EntityManager): Promise<number | null> {
    const [row] = await manager.query<{ id: number }[]>('SELECT id FROM ingests WHERE fingerprint = $1', [
      print,
    ]);
    return row?.id ?? null;
  }

  private async receipt(id: number, viewer: Viewer, duplicate: boolean): Promise<Receipt> {
    return { receipt: { ...(await this.rows.find(ingests, id, viewer)), duplicate }, duplicate };
  }
}

/** What a job may be called after the file, whatever the client calls that. */
function nameOf({ filename }: Spooled): string {
  return [...filename.replace(/[\0\p{Surrogate}]/gu, '')].slice(0, LONGEST_NAME).join('');
}

/** What the upload is: by its content, else by its type. @throws BadInput it is nothing we know */
async function formatOf(upload: Spooled): Promise<FormatName> {
  const file = await open(upload.path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    if (bytesRead === 0) throw new BadInput('The report is empty.', { field: 'file' });
    const format = detect(buffer.subarray(0, bytesRead)) ?? formatOfMediaType(upload.contentType)?.name;
    if (format) return format;
  } finally {
    await file.close();
  }
  throw new BadInput('This is no report in a known format (JUnit XML, TAP, CSV, YAML, NDJSON).', {
    field: 'file',
    hint: 'Say which it is with ?format=junit, tap, csv, yaml or ndjson.',
  });
}

/** What a reader refuses is the file's fault, and the answer says so. */
function blameTheFile(error: unknown): never {
  const { message, hint, field, fields } = error as BadInput;
  if (error instanceof BadInput && !field && !fields)
    throw new BadInput(message, { field: 'file', hint, cause: error });
  throw error;
}
