import { NamedAttachment } from './record';
import { fileName, safePath } from './safe-path';

/** Characters of a file that stands in the report itself. */
export const MOST_DATA = 524_288;
const MOST_ATTACHMENTS = 100;
const MOST_PROPERTIES = 1_000;

const PROPERTY = '[[PROPERTY|';
const ATTACHMENT = '[[ATTACHMENT|';
const DATA = /^data:([a-z0-9.+/-]{0,100})(;[^,]{0,200})?,/i;

/** What output says by the marks `[[PROPERTY|name=value]]` and `[[ATTACHMENT|path]]` (report-formats C3 item 13). */
export interface OutputMarks {
  /** The output; a file that stood in it is now only named. */
  text: string;
  properties: [string, string][];
  attachments: string[];
}

/** Walks from mark to mark, each character once: a pattern would look for the end of every beginning. */
export function readMarks(output: string): OutputMarks {
  const found: OutputMarks = { text: output, properties: [], attachments: [] };
  let kept = '';
  let from = 0;
  for (let at = output.indexOf('[['); at >= 0; at = output.indexOf('[[', at)) {
    const kind = [PROPERTY, ATTACHMENT].find((word) => output.startsWith(word, at));
    if (kind === undefined) {
      at += 2;
      continue;
    }
    const end = output.indexOf(']]', at);
    if (end < 0) break;
    const body = output.slice(at + kind.length, end).trim();
    if (kind === PROPERTY) readProperty(body, found);
    else if (found.attachments.length <= MOST_ATTACHMENTS) {
      found.attachments.push(body);
      if (DATA.test(body)) {
        kept += `${output.slice(from, at)}[[ATTACHMENT: ${body.length} characters of data]]`;
        from = end + 2;
      }
    }
    at = end + 2;
  }
  if (from > 0) found.text = kept + output.slice(from);
  return found;
}

function readProperty(body: string, { properties }: OutputMarks): void {
  const at = body.indexOf('=');
  if (at > 0 && properties.length < MOST_PROPERTIES)
    properties.push([body.slice(0, at).trim(), body.slice(at + 1).trim()]);
}

/** Gathers the files of one test; what may not be followed is refused, and said. */
export class Attachments {
  readonly list: NamedAttachment[] = [];
  /** Why some were refused. */
  readonly refused: string[] = [];

  add(received: string): void {
    const shown = JSON.stringify(received.slice(0, 80));
    if (this.list.length >= MOST_ATTACHMENTS) {
      this.refuse(`a case has more than ${MOST_ATTACHMENTS} attachments`);
    } else if (/^data:/i.test(received)) {
      if (received.length > MOST_DATA || !DATA.test(received))
        this.refuse(`the attachment ${shown} is no data: URI of at most ${MOST_DATA} characters`);
      else this.list.push({ name: this.dataName(received), dataUri: received });
    } else {
      const path = safePath(received);
      if (path === null) this.refuse(`the attachment ${shown} is not a path below the report's folder`);
      else if (!this.list.some((one) => one.path === path)) this.list.push({ name: fileName(path), path });
    }
  }

  private refuse(why: string): void {
    if (this.refused.length < MOST_ATTACHMENTS) this.refused.push(why);
  }

  private dataName(uri: string): string {
    const kind = /\/([a-z0-9]+)/i.exec(DATA.exec(uri)?.[1] ?? '')?.[1]?.toLowerCase() ?? 'txt';
    return `attachment-${this.list.length + 1}.${kind === 'plain' ? 'txt' : kind}`;
  }
}
