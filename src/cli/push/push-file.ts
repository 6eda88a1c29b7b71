import { basename } from 'node:path';
import { CommandError, EXIT, ExitCode } from '../exit-codes';
import { note, print } from '../output';
import { persist } from './persist';
import { newProgress } from './progress';
import { describe, isComplete, jobUrl, Receipt, readReceipt, warningLines } from './receipt';
import { refusal, unreachable } from './refusal';
import { Server } from './server';
import { Source } from './source';
import { Answer, NoAnswer, upload } from './upload';

/** What is the same for all files of a command. */
export interface Push {
  server: Server;
  query: URLSearchParams;
  userAgent: string;
  /** What makes a second try of the one upload known as such; null for its content. */
  idempotencyKey: string | null;
  json: boolean;
}

/** No further file would fare better: the server is gone, or does not let us in. */
export class Hopeless extends CommandError {
  override name = 'Hopeless';
}

/**
 * Sends one report, or several as one, and prints the receipt.
 * @returns the exit code that this file alone would have
 * @throws Hopeless the server cannot be reached or does not know us · CommandError the file cannot be read
 */
export async function pushFile(push: Push, source: Source): Promise<ExitCode> {
  const answer = await send(push, source);
  const receipt = answer.status >= 200 && answer.status < 300 ? readReceipt(answer.body) : null;
  if (receipt === null) {
    const why = `${source.name}: ${refusal(answer, push.server)}`;
    if (isHopeless(answer.status)) throw new Hopeless(why);
    note(`assay: ${why}`);
    return EXIT.failed;
  }
  tell(push, source, receipt);
  return isComplete(receipt) ? EXIT.done : EXIT.incomplete;
}

const isHopeless = (status: number): boolean => status < 400 || [401, 403, 404].includes(status);

async function send({ server, query, userAgent, idempotencyKey }: Push, source: Source): Promise<Answer> {
  const url = new URL(`${server.url}/api/v1/ingest/`);
  url.search = query.toString();
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': source.contentType,
    // The server names the job after the file when nobody says more.
    ...(source.file === null ? {} : { 'Content-Disposition': disposition(source.file) }),
    // A parameter that the server does not know is an error, not a shrug.
    Prefer: 'handling=strict',
    ...(idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey }),
    'User-Agent': userAgent,
    ...(server.authorization === null ? {} : { Authorization: server.authorization }),
  };
  const progress = newProgress(source.name, source.size, process.stderr);
  try {
    return await persist(
      () => upload(url, source, headers, (bytes) => progress.sent(bytes)),
      source.replayable,
      (why, pause) => {
        progress.clear();
        note(`assay: ${why}; trying again in ${pause / 1000} s`);
      },
    );
  } catch (error) {
    if (error instanceof NoAnswer)
      throw new Hopeless(`${source.name}: ${unreachable(error, server)}`, EXIT.failed, error);
    throw error;
  } finally {
    progress.clear();
  }
}

function tell({ server, json }: Push, { name }: Source, receipt: Receipt): void {
  const url = jobUrl(server.url, receipt);
  if (json) return print(JSON.stringify({ file: name, url, ...receipt }));
  print(describe(name, receipt));
  warningLines(receipt).forEach(note);
  print(url);
}

function disposition(path: string): string {
  const name = encodeURIComponent(basename(path)).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename*=UTF-8''${name}`;
}
