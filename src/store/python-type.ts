/** What Python calls a JSON value's type: the name that Django REST framework's messages use. */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      return 'dict';
  }
}

const LONGEST = 200;
const DEEPEST = 10;

/**
 * What Python's `str` makes of a JSON value: that is how Django REST framework's messages quote it. Cut, for a client
 * may send what nobody wants back.
 */
export function pythonText(value: unknown): string {
  return (typeof value === 'string' ? value : shown(value, 0)).slice(0, LONGEST);
}

function shown(value: unknown, depth: number): string {
  if (depth > DEEPEST) return '...';
  if (value === null) return 'None';
  if (Array.isArray(value)) return `[${value.map((item) => shown(item, depth + 1)).join(', ')}]`;
  switch (typeof value) {
    case 'string':
      return `'${value}'`;
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      return `{${Object.entries(value)
        .map(([key, item]) => `'${key}': ${shown(item, depth + 1)}`)
        .join(', ')}}`;
    default:
      return String(value);
  }
}
