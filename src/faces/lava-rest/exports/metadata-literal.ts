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
  part: string;
}

const MOST_LINES = 16;

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
        line = count < MOST_LINES ? this.read(text, at, count === 0 ? '{' : ', ') : undefined;
        if (line === undefined || line.key === 'level') return null;
        lines[count] = line;
      }
      for (let before = 0; before < count; before += 1) if (lines[before]?.key === line.key) return null;
      literal += line.part;
      at += line.text.length;
    }
    return `${literal}}`;
  }

  private read(text: string, at: number, before: string): Line | undefined {
    const end = text.indexOf('\n', at) + 1;
    if (end === 0) return undefined;
    const line = text.slice(at, end);
    for (const [key, value] of readYamlLines(line) ?? []) {
      if (typeof key !== 'string') return undefined;
      const part = this.escape(`${before}${pythonLiteral(key)}: ${pythonLiteral(value)}`);
      return { text: line, key, part };
    }
    return undefined;
  }
}
