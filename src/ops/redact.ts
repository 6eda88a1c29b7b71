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

/** Some people part parameters by semicolons: what follows a secret within a pair may be a part of it, and goes, too. */
function redactPair(pair: string): string {
  const parts = pair.split(';');
  const at = parts.findIndex((part) => part.includes('=') && SECRET.test(decoded(nameOf(part))));
  return at < 0 ? pair : [...parts.slice(0, at), `${nameOf(parts[at] as string)}=${REDACTED}`].join(';');
}

const nameOf = (part: string): string => part.slice(0, part.indexOf('='));

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
