const SECRET = /token|password|passwd|secret|api_?key|authorization/i;
const REDACTED = '[redacted]';

/** A request target as it may be logged: values of parameters whose name speaks of a secret are left out. */
export function redactUrl(target: string): string {
  const mark = target.indexOf('?');
  // Most targets have no query, or one without a secret and without an escape that could hide one.
  if (mark < 0 || !(SECRET.test(target) || target.includes('%', mark))) return target;
  const pairs = target.slice(mark + 1).split('&');
  return `${target.slice(0, mark)}?${pairs.map(redactPair).join('&')}`;
}

function redactPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return pair;
  const name = pair.slice(0, equals);
  return SECRET.test(decoded(name)) ? `${name}=${REDACTED}` : pair;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
