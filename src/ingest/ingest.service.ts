import { dirname } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { lockBlobs } from '../blobs/blob-lock';
import { RowService } from '../collections/row.service';
import { CONFIG, Config } from '../config/config';
import { asDomainError } from '../database/sqlstate';
import { Conflict } from '../errors/domain-error';
import { Spooled } from '../http/body/spool';
import { Row } from '../query/rows';
import { ingests } from '../resources/ingests/ingests.resource';
import { latestTest } from '../resources/tests/attempts';
import { asSent, Attributes } from './attributes';
import { Extras } from './extras';
import { foundOf, noteMissing, storeExtras } from './extras.store';
import { finishJob } from './finish-job';
import { fingerprint } from './fingerprint';
import { noteMerged } from './merged-records';
import { PackedPayload, PayloadColumns, Payloads } from './payload';
import { rangesAfter, writeReceipt } from './receipt.store';
import { storeReports } from './report.storer';
import { prepareTarget } from './target';
import { USUAL_LIMITS } from './unpack/report-file';
import { unpack } from './unpack/unpack';

/** An upload's receipt, and whether the upload had been stored before. */
export interface Receipt {
  receipt: Row;
  duplicate: boolean;
}

/** One request to store an upload. */
interface Order {
  upload: Spooled;
  attributes: Attributes;
  viewer: Viewer;
  print: Buffer;
  /** What the client calls its request. */
  key: string | null;
}

/** Characters of a job's name. */
const LONGEST_NAME = 200;

/** The one write path for whole reports: job, suites, tests, counters and receipt in one transaction, or nothing. */
@Injectable()
export class IngestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
    private readonly payloads: Payloads,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param key what the client calls its request: the same again is answered by the first receipt
   * @throws BadInput the report or an attribute cannot be used, the message says where; Conflict the key was another upload's
   */
  async ingest(
    upload: Spooled,
    attributes: Attributes,
    viewer: Viewer,
    key: string | null = null,
  ): Promise<Receipt> {
    const print = fingerprint(upload.sha256, attributes, viewer.id as number);
    const order = { upload, attributes, viewer, print, key };
    const known = await this.known(order, this.dataSource.manager);
    if (known !== null) return this.receipt(known, viewer, true);
    const packing = this.payloads.pack(upload);
    // Whoever waits for it next meets its failure.
    packing.catch(() => undefined);
    try {
      const { id, duplicate } = await this.dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL statement_timeout = 0');
        await takeTurns(order, manager);
        const first = await this.known(order, manager);
        if (first !== null) return { id: first, duplicate: true };
        return { id: await this.store(manager, order, packing), duplicate: false };
      });
      return await this.receipt(id, viewer, duplicate);
    } catch (error) {
      throw asSent(asDomainError(error), attributes);
    } finally {
      // Its files are about to go.
      await packing.catch(() => undefined);
    }
  }

  private async store(
    manager: EntityManager,
    { upload, attributes, viewer, print, key }: Order,
    packing: Promise<PackedPayload | null>,
  ): Promise<number> {
    const name = nameOf(upload);
    const target = await prepareTarget(this.rows, attributes, name || 'report', { viewer, manager });
    const { job, made } = target;
    const before = made ? 0 : ((await latestTest(manager, job)) ?? 0);
    const limits = { ...USUAL_LIMITS, bytes: this.config.unpackedLimit };
    const { format, zone, attempt, atomic } = attributes;
    const files = () => unpack(upload.files, upload.encoding, limits);
    const extras = new Extras(dirname(upload.path));
    const tally = await storeReports(manager, target, files(), { format, zone, attempt, atomic }, extras);
    await noteMerged(manager, job, before, tally);
    if (extras.wants) await extras.findIn(files());
    noteMissing(extras, tally);
    if (made) await finishJob(manager, target, attributes, tally, name);
    const packed = await packing;
    const found = foundOf(extras);
    const hashes = found.map(({ stored }) => stored.sha256);
    await lockBlobs(manager, packed === null ? hashes : [...hashes, packed.sha256]);
    await storeExtras(manager, this.payloads.blobs, job, before, found);
    const facts = {
      ...{ job, submitter: viewer.id as number, fingerprint: print, made_job: made, idempotency_key: key },
      ...{ bytes: upload.bytes, sha256: upload.sha256, reading: { format, zone, attempt } },
      ...(await this.keep(packed)),
    };
    return writeReceipt(manager, facts, tally, await rangesAfter(manager, job, before));
  }

  private async keep(packed: PackedPayload | null): Promise<PayloadColumns> {
    if (packed === null) return { payload: null, payload_bytes: null, payload_form: null };
    await this.payloads.blobs.keep(packed);
    return { payload: packed.sha256, payload_bytes: packed.bytes, payload_form: packed.form };
  }

  /** The receipt of the same request, or else of the same upload. @throws Conflict the same request was another upload */
  private async known({ print, key, viewer }: Order, manager: EntityManager): Promise<number | null> {
    const rows = await manager.query<{ id: number; same: boolean }[]>(
      `SELECT id, fingerprint = $1 AS same FROM ingests
        WHERE fingerprint = $1 OR (submitter = $2 AND idempotency_key = $3)
        ORDER BY idempotency_key = $3 DESC NULLS LAST`,
      [print, viewer.id, key],
    );
    const [first] = rows;
    if (first?.same === false)
      throw new Conflict(
        `This Idempotency-Key belongs to another upload, or to other attributes of it: see receipt ${first.id}.`,
        { field: 'Idempotency-Key', hint: 'Send a key of its own with each upload.' },
      );
    return first?.id ?? null;
  }

  private async receipt(id: number, viewer: Viewer, duplicate: boolean): Promise<Receipt> {
    return { receipt: { ...(await this.rows.find(ingests, id, viewer)), duplicate }, duplicate };
  }
}

/** A twin, or a request of the same name, waits here for the first, and then finds its receipt. Names first, always. */
async function takeTurns({ key, print, viewer }: Order, manager: EntityManager): Promise<void> {
  if (key !== null)
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('ingest ' || $1 || ' ' || $2, 0))`, [
      viewer.id,
      key,
    ]);
  await manager.query('SELECT pg_advisory_xact_lock($1)', [print.readBigInt64BE(0).toString()]);
}

/** What a job may be called after the file, whatever the client calls that. */
function nameOf({ filename }: Spooled): string {
  return [...filename.replace(/[\0\p{Surrogate}]/gu, '')].slice(0, LONGEST_NAME).join('');
}
