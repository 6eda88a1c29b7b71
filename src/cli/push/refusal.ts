import { Answer, NoAnswer } from './upload';
import { flagOf } from './attributes';
import { codeOf } from './persist';
import { Server } from './server';

/** Why a report was not stored, in words that say what to do. */
export function refusal(answer: Answer, server: Server): string {
  const { status, location } = answer;
  if (status >= 300 && status < 400)
    return `the server sends us elsewhere (${status}): set --url to ${location?.replace(/\/api\/v1\/.*$/, '') ?? 'its real address'}`;
  const words = inWords(parse(answer.body));
  if (words === null && status === 404) return `there is no Assay at ${server.url} (404): is --url right?`;
  if (status < 300) return `${server.url} answered ${status}, but with no receipt: is it an Assay server?`;
  const said = `refused (${status})${words === null ? '' : `: ${words}`}`;
  if (status === 404) return `${said} Is there an Assay at ${server.url}, is --url right?`;
  if (status === 401)
    return `${said} ${server.authorization ? 'Is the token right?' : 'Set ASSAY_TOKEN, or give --token.'}`;
  return said;
}

/** Why no answer came. */
export function unreachable({ fault, sent }: NoAnswer, server: Server): string {
  const code = codeOf(fault);
  const at = `${server.url}`;
  if (code === 'ECONNREFUSED')
    return `cannot reach ${at}: nobody listens there. Does the server run, is --url right?`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `cannot reach ${at}: there is no such host. Is --url right?`;
  if (code === 'ETIMEDOUT') return `cannot reach ${at}: it does not answer.`;
  if (/CERT|SELF_SIGNED|ALTNAME/.test(code ?? ''))
    return `cannot trust ${at}: ${fault.message} (NODE_EXTRA_CA_CERTS names further authorities).`;
  if (code === 'EPROTO' || /^HPE_/.test(code ?? ''))
    return `${at} does not speak ${at.split(':')[0] ?? 'HTTP'}: ${fault.message}.`;
  if (sent)
    return `${at} broke off before it had answered (${code ?? fault.message}); push again, it is stored once.`;
  return `cannot reach ${at}: ${fault.message}.`;
}

/** The JSON of a body; undefined when it is none. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * `{"detail": …}` and `{field: [messages]}`, nested as they may be, as sentences; null when it is neither.
 * A field that an option stands for is called as the option is.
 */
function inWords(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  return flatten(error, '').join(' ') || null;
}

function flatten(error: unknown, path: string): string[] {
  if (typeof error === 'string') return [path === '' ? error : `${path}: ${error}`];
  if (typeof error !== 'object' || error === null) return [];
  if (Array.isArray(error))
    return error.flatMap((item, at) => flatten(item, typeof item === 'string' ? path : `${path}[${at}]`));
  return Object.entries(error).flatMap(([name, value]) => {
    const silent = name === 'detail' || name === 'non_field_errors' || name === 'hint';
    return flatten(value, silent ? path : path === '' ? (flagOf(name) ?? name) : `${path}.${name}`);
  });
}
