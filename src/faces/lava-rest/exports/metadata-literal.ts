import { metadataMapping } from '../../../formats/metadata-mapping';
import { YamlValue } from '../../../formats/yaml11';
import { readYamlLines } from '../../../formats/yaml11-lines';
import { pythonLiteral } from './python-literal';

/** The metadata of a test as a literal of Python, and what it has under `level`. */
export interface MetadataLiteral {
  literal: string;
  /** Undefined when there is none. */
  level: YamlValue | undefined;
}

/** A line of one key with its value, and the same as a part of the literal, with what stands before it there. */
interface Line {
  text: string;
  key: string;
  /** `key: `, and what the literal has there. */
  before: string;
  shownBefore: string;
  part: string;
}

const MOST_LINES = 16;
/** Text to YAML and to Python, whatever the word: those that mean something else are shorter. */
const WORD = /^[A-Za-z_][A-Za-z0-9_./-]{5,}$/;

/**
 * Makes literals of metadata. In that of one job's tests most lines are those of the test before, in the same places: they are not
 * read again.
 */
export class MetadataLiterals {
  private readonly lines: Line[] = [];

  /** @param escape what the literal needs to stand where it will; of a text it changes each character by itself */
  constructor(private readonly escape: (text: string) => string) {}

  of(text: string | null): MetadataLiteral {
    const literal = text === null || text === '' ? '{}' : this.byLines(text);
    if (literal !== null) return { literal, level: undefined };
    const mapping = metadataMapping(text);
    return { literal: this.escape(pythonLiteral(mapping)), level: mapping.get('level') };
  }

  /** Null when the text is more than simple lines, each ended, with different keys. */
  private byLines(text: string): string | null {
    const { lines } = this;
    let literal = '';
    let count = 0;
    for (let at = 0; at < text.length; count += 1) {
      let line = lines[count];
      if (line === undefined || !text.startsWith(line.text, at)) {
        const end = text.indexOf('\n', at);
        if (end < 0 || count === MOST_LINES) return null;
        const word = line === undefined ? null : wordOf(text, at, end, line);
        if (line !== undefined && word !== null) {
          literal += `${line.shownBefore}'${word}'`;
          at = end + 1;
          continue;
        }
        line = this.read(text.slice(at, end + 1), count === 0 ? '{' : ', ');
        if (line === undefined || line.key === 'level') return null;
        const same = lines.findIndex((other) => other.key === line?.key);
        if (same >= 0 && same < count) return null;
        // What follows here is of other tests, and has this key in another place.
        if (same > count) lines.length = count;
        lines[count] = line;
      }
      literal += line.part;
      at += line.text.length;
    }
    return `${literal}}`;
  }

  private read(text: string, start: string): Line | undefined {
    for (const [key, value] of readYamlLines(text) ?? []) {
      if (typeof key !== 'string') return undefined;
      const shownBefore = this.escape(`${start}${pythonLiteral(key)}: `);
      const part = shownBefore + this.escape(pythonLiteral(value));
      return { text, key, before: `${key}: `, shownBefore, part };
    }
    return undefined;
  }
}

/** The value of a line with the key of another one, when it is a simple word. */
function wordOf(text: string, at: number, end: number, { before }: Line): string | null {
  if (!text.startsWith(before, at)) return null;
  const word = text.slice(at + before.length, end);
  return WORD.test(word) ? word : null;
}
