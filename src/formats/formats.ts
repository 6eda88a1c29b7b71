import { readCsv } from './csv-reader.codec';
import { writeCsv } from './csv-writer.codec';
import { FormatName } from './detect';
import { readJunit } from './junit-reader.codec';
import { writeJunit } from './junit-writer.codec';
import { readKcidb } from './kcidb-reader.codec';
import { readNdjson } from './ndjson-reader.codec';
import { writeNdjson } from './ndjson-writer.codec';
import { ReportReader, ReportWriter } from './record';
import { readTap } from './tap-reader.codec';
import { writeTap } from './tap-writer.codec';
import { readYaml } from './yaml-reader.codec';
import { writeYaml } from './yaml-writer.codec';

/** A format that reports come in, and how it is named in HTTP and on disk. */
export interface ReadFormat {
  name: FormatName;
  reader: ReportReader;
  /** What we accept, without parameters. */
  mediaTypes: readonly string[];
  /** Of a file name, without the dot. */
  extension: string;
  /** Other words for it in URLs and options. */
  aliases: readonly string[];
}

/** A format that reports are written in, too: both halves of its codec. */
export interface ReportFormat extends ReadFormat {
  writer: ReportWriter;
  /** What we send. */
  contentType: string;
}

/** The formats that are only read. */
type ReadOnly = 'kcidb';

export const FORMATS: Readonly<
  Record<Exclude<FormatName, ReadOnly>, ReportFormat> & Record<ReadOnly, ReadFormat>
> = {
  junit: {
    name: 'junit',
    reader: readJunit,
    writer: writeJunit,
    contentType: 'application/xml; charset=utf-8',
    mediaTypes: ['application/xml', 'text/xml', 'application/junit+xml'],
    extension: 'xml',
    aliases: ['xml', 'xunit'],
  },
  tap: {
    name: 'tap',
    reader: readTap,
    writer: writeTap,
    contentType: 'text/x-tap; charset=utf-8',
    mediaTypes: ['text/x-tap', 'text/tap', 'application/tap', 'application/x-tap'],
    extension: 'tap',
    aliases: ['tap12', 'tap13', 'tap14', 'ktap'],
  },
  csv: {
    name: 'csv',
    reader: readCsv,
    writer: writeCsv,
    contentType: 'text/csv; charset=utf-8',
    mediaTypes: ['text/csv', 'application/csv'],
    extension: 'csv',
    aliases: [],
  },
  yaml: {
    name: 'yaml',
    reader: readYaml,
    writer: writeYaml,
    contentType: 'application/yaml; charset=utf-8',
    mediaTypes: ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'],
    extension: 'yaml',
    // LAVA's own results are a list of tests, too.
    aliases: ['yml', 'lava'],
  },
  ndjson: {
    name: 'ndjson',
    reader: readNdjson,
    writer: writeNdjson,
    contentType: 'application/x-ndjson; charset=utf-8',
    mediaTypes: ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/jsonlines'],
    extension: 'ndjson',
    aliases: ['jsonl'],
  },
  kcidb: {
    name: 'kcidb',
    reader: readKcidb,
    mediaTypes: ['application/vnd.kcidb+json', 'application/x-kcidb+json'],
    extension: 'json',
    aliases: ['kernelci'],
  },
};

const ALL: readonly ReadFormat[] = Object.values(FORMATS);

/** The formats that tests can be written in. */
export const WRITTEN: readonly ReportFormat[] = ALL.filter(
  (format): format is ReportFormat => 'writer' in format,
);

/** The format of this name or alias, any case; null when there is none. */
export function formatNamed(word: string): ReadFormat | null {
  const key = word.toLowerCase();
  return ALL.find(({ name, aliases }) => name === key || aliases.includes(key)) ?? null;
}

/** The format of a `Content-Type`, parameters ignored; null when it names none of ours. */
export function formatOfMediaType(contentType: string): ReadFormat | null {
  const key = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return ALL.find(({ mediaTypes }) => mediaTypes.includes(key)) ?? null;
}
