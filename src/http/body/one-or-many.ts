import { createReadStream } from 'node:fs';
import { FastifyRequest } from 'fastify';
import { Line } from '../../collections/line';
import { Resource } from '../../collections/resource';
import { Config } from '../../config/config';
import { TooLarge } from '../../errors/domain-error';
import { mediaType } from './media-type';
import { readRowBody } from './read-body';
import { spool } from './spool';
import { Heed } from './strict-fields';
import { jsonLines } from './json-lines';

const NDJSON = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/json-seq',
]);

/** What to do with each form that a creating body may have. */
interface Takers<One, Many, Stream> {
  one: (body: unknown) => Promise<One>;
  many: (bodies: readonly unknown[]) => Promise<Many>;
  stream: (lines: AsyncIterable<Line>) => Promise<Stream>;
}

/** A body that makes rows: one object, a JSON array of them, or NDJSON of any length. */
export async function readOneOrMany<One, Many, Stream>(
  request: FastifyRequest,
  config: Pick<Config, 'bodyLimit' | 'batchLimit' | 'uploadLimit' | 'dataDir'>,
  resource: Resource,
  heed: Heed,
  takers: Takers<One, Many, Stream>,
): Promise<One | Many | Stream> {
  if (NDJSON.has(mediaType(request))) {
    // Received in full first: a slow client must not hold a transaction open.
    const upload = await spool(request, config.dataDir, config.uploadLimit);
    try {
      return await takers.stream(heed.lines(jsonLines(createReadStream(upload.path), config.bodyLimit)));
    } finally {
      await upload.discard();
    }
  }
  const body = await readRowBody(request, config.bodyLimit, resource, 'create');
  if (!Array.isArray(body)) return takers.one(heed.one(body));
  if (body.length > config.batchLimit)
    throw new TooLarge(`An array may have at most ${config.batchLimit} rows; send NDJSON for more.`, {
      field: 'body',
    });
  return takers.many(heed.many(body));
}
