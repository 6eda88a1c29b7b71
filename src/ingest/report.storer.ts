import { EntityManager } from 'typeorm';
import { BadInput } from '../errors/domain-error';
import { FormatName } from '../formats/detect';
import { FORMATS } from '../formats/formats';
import { DEFAULT_READ_LIMITS, ReportEvent } from '../formats/record';
import { ReportedTest } from '../resources/tests/new-test';
import { TestWriter } from '../resources/tests/test.writer';
import { Extras } from './extras';
import { blamed, formatOf, placed, placeOf, unknownFormat } from './file-fault';
import { FilePart, TestSink } from './file-part';
import { attemptOf, Reading } from './reading';
import { storable } from './storable';
import { FileTally } from './tally';
import { Target } from './target';
import { TestPipeline } from './test-pipeline';
import { ReportFile } from './unpack/report-file';
import { UploadTally } from './upload-tally';

/**
 * Reads the files of an upload and stores their tests in one job, in the transaction at hand. In a job that was there before, tests
 * that it has are run again. A file that cannot be read leaves nothing behind, and the others are stored all the same.
 */
export async function storeReports(
  manager: EntityManager,
  { job, made }: Pick<Target, 'job' | 'made'>,
  files: AsyncIterable<ReportFile>,
  reading: Reading,
  extras: Extras,
): Promise<UploadTally> {
  const writer = new TestWriter(manager);
  if (!made && reading.attempt === null) await writer.continueAttempts(job);
  return readReports(manager, job, files, reading, new TestPipeline(writer), extras);
}

/**
 * As `storeReports`, into any sink. What the reports bring beside their tests goes into `extras`, or is left.
 * @throws BadInput none of the files is a report; or, if all must be good, one is not
 */
export async function readReports(
  manager: EntityManager,
  job: number,
  files: AsyncIterable<ReportFile>,
  reading: Reading,
  sink: TestSink,
  extras: Extras | null = null,
): Promise<UploadTally> {
  const tally = new UploadTally();
  const reader = new UploadReader(manager, job, reading, sink, tally, extras);
  try {
    for await (const file of files) await reader.take(file);
    await sink.flush();
  } finally {
    await sink.settled();
  }
  reader.check();
  return tally;
}

/** Messages of an answer that refuses an upload. */
const MOST_TOLD = 100;

class UploadReader {
  /** Why the upload would be refused, had it nothing else. */
  private readonly refused: BadInput[] = [];
  private readonly unknown: { name: string; message: string }[] = [];
  private count = 0;

  constructor(
    private readonly manager: EntityManager,
    private readonly job: number,
    private readonly reading: Reading,
    private readonly sink: TestSink,
    private readonly tally: UploadTally,
    private readonly extras: Extras | null,
  ) {}

  async take(file: ReportFile): Promise<void> {
    this.count += 1;
    const format = this.formatOf(file);
    if (format !== null) return this.read(file, format);
    const error = unknownFormat(file);
    this.refused.push(error);
    if (!file.archived) this.unknown.push({ name: file.name, message: error.message });
    this.tally.skip(
      file.name,
      file.start.length === 0 ? 'The file is empty.' : 'This is no report in a known format.',
    );
  }

  /** @throws BadInput there was no report at all; or something could not be stored, and nothing may be missing */
  check(): void {
    const { files, log } = this.tally;
    if (!files.some(({ error }) => error === null)) {
      if (this.refused[0] && this.count === 1) throw this.refused[0];
      const messages = this.refused.slice(0, MOST_TOLD).map(({ message }) => message);
      const nothing = 'There is no report in this upload.';
      throw new BadInput(nothing, { fields: { file: messages.length > 0 ? messages : [nothing] } });
    }
    if (!this.reading.atomic) return;
    const rejected = log.kept.filter(({ outcome }) => outcome === 'rejected');
    const strange = this.unknown.filter(({ name }) => !this.extras?.names(name));
    const messages = [
      ...rejected.map(({ file, line, message }) => placed(message, file, line)),
      ...strange.map(({ message }) => message),
    ];
    if (messages.length === 0) return;
    throw new BadInput('Not every record can be stored, and `atomic` asks for all or nothing.', {
      fields: { file: messages.slice(0, MOST_TOLD) },
    });
  }

  /** What the uploader says holds for whatever may be such a report: not for the pictures beside it in an archive. */
  private formatOf(file: ReportFile): FormatName | null {
    const told = this.reading.format;
    const found = formatOf(file);
    if (told === null || !file.archived || found !== null) return told ?? found;
    return file.name.toLowerCase().endsWith(`.${FORMATS[told].extension}`) ? told : null;
  }

  /** Small files are read whole before their tests are handed on; a large one goes into a savepoint of its own. */
  private async read(file: ReportFile, format: FormatName): Promise<void> {
    const tally = this.tally.file(file.name, format);
    const mark = this.tally.log.mark();
    const extra = this.extras?.mark();
    const before = this.tally.stored;
    const part = new FilePart(this.manager, this.sink);
    try {
      for await (const event of this.events(file, format)) {
        const taken = event.type === 'test' ? part.add(this.stored(event, file, tally)) : note(event, tally);
        if (taken) await taken;
        const more = this.extras && this.gather(event, before + tally.stored, this.extras);
        if (more) await more;
      }
      await part.end();
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      await part.undo();
      this.tally.log.back(mark);
      if (extra) this.extras?.back(extra);
      this.refuse(file, format, tally, error);
      return;
    }
    this.tally.files.push(tally);
  }

  /** @param at the test's place in the upload */
  private gather(event: ReportEvent, at: number, extras: Extras): Promise<void> | undefined {
    if (event.type === 'output') return extras.output(event);
    if (event.type !== 'test') return undefined;
    const { output = null, attachments = [] } = event.test;
    return output === null && attachments.length === 0 ? undefined : extras.ofTest(at, output, attachments);
  }

  private async *events(file: ReportFile, format: FormatName): AsyncGenerator<ReportEvent> {
    const limits = { ...DEFAULT_READ_LIMITS, zone: this.reading.zone ?? undefined };
    yield* FORMATS[format].reader(await file.open(), limits);
  }

  private stored(
    { test, at }: Extract<ReportEvent, { type: 'test' }>,
    file: ReportFile,
    tally: FileTally,
  ): ReportedTest {
    const row = storable(this.job, test, at, tally);
    row.attempt = attemptOf(row.attempt, file.name, this.reading);
    tally.stored += 1;
    tally.lines.push(at.line);
    return row;
  }

  private refuse(file: ReportFile, format: FormatName, read: FileTally, error: BadInput): void {
    const tally = this.tally.file(file.name, format);
    tally.declared = read.declared;
    tally.error = error.message;
    tally.rejected = Math.max(1, read.stored + read.rejected, read.declared ?? 0);
    const at = placeOf(error.message);
    tally.tell('rejected', { code: 'unreadable_file', message: error.message, at });
    this.tally.files.push(tally);
    this.refused.push(blamed(error, file));
  }
}

function note(event: Exclude<ReportEvent, { type: 'test' }>, tally: FileTally): undefined {
  switch (event.type) {
    case 'declared':
      tally.declared = (tally.declared ?? 0) + event.tests;
      break;
    case 'facts':
      Object.assign(tally.facts, event.facts);
      break;
    case 'dialect':
      tally.dialect = event.dialect;
      break;
    case 'repaired':
      tally.repair(event.count, event.at);
      break;
    case 'warning':
      tally.warn(event);
      break;
  }
}
