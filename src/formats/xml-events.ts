import sax, { SAXParser, Tag } from 'sax';

import { BadInput } from '../errors/domain-error';
import { Position } from './record';
import { replacementOf, StorableText } from './text-sanitizer';

/** Longest attribute value, tag name or document type, in characters. Text has no limit here: it is passed on in pieces. */
export const MOST_ATTRIBUTE = 1_048_576;
const MOST_ATTRIBUTES = 1_000;
const MOST_OF_ELEMENT = 4 * MOST_ATTRIBUTE;
const PIECE = 65_536;
/** Sloppy places forgiven in one document: each costs an error object. */
const MOST_TROUBLE = 100_000;
/** Spellings of illegal references remembered, so that a million of them are a million look-ups, not a million errors. */
const MOST_SPELLINGS = 1_000;

/**
 * Stand in the text for illegal references until they are counted; no sanitised input contains them. A spelling met
 * for the first time passes through sax as `&mark;`, a remembered one as the bare mark.
 */
const NUL = '\u0001';
const OTHER = '\u0002';
const FIRST_NUL = '\u0003';
const FIRST_OTHER = '\u0004';
const ANY_MARK = /[\u0001-\u0004]/;
const EACH_MARK = /&([\u0003\u0004]);|[\u0001\u0002]/g;

/** What the reader of a dialect sees of a document. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Text and CDATA of the innermost element, in pieces. */
  text(piece: string): void;
  close(name: string): void;
  /** Not well-formed, but understood. */
  warn(code: string, message: string): void;
  /** Characters replaced because no XML document may refer to them. */
  repaired(count: number): void;
}

/** sax asks each attribute object for this method, so an attribute of that name must not replace it. */
const ATTRIBUTES: object = Object.freeze(
  Object.assign(Object.create(null) as object, { hasOwnProperty: Object.prototype.hasOwnProperty }),
);

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/**
 * A document in constant memory on top of `sax`: no entity is expanded, nothing is fetched, depth and sizes are capped.
 * What is merely sloppy becomes a warning; what makes the tree uncertain (tags that do not match, a second root, an end
 * before the end) is `BadInput` with line and column.
 */
export class XmlEvents {
  private readonly parser: SAXParser;
  private attributes = 0;
  private size = 0;
  private spellings = 0;
  private troubles = 0;
  private begun = false;
  private toldOutside = false;

  constructor(
    private readonly handler: XmlHandler,
    private readonly depth: number,
  ) {
    // The setting is global and read when a parser is made; its default of 64 K refuses names that reports contain.
    sax.MAX_BUFFER_LENGTH = MOST_ATTRIBUTE;
    const parser = (this.parser = sax.parser(true));
    parser.onerror = (error) => this.trouble(error);
    parser.ontext = (text) => handler.text(this.unmark(text));
    parser.oncdata = (text) => handler.text(text);
    parser.onopentagstart = (tag) => {
      tag.attributes = Object.create(ATTRIBUTES) as Record<string, string>;
      this.attributes = 0;
      this.size = 0;
    };
    parser.onattribute = (attribute) => this.measure(attribute.value);
    parser.onopentag = (tag) => this.open(tag);
    parser.onclosetag = (name) => handler.close(localName(name));
  }

  /** Where the parser stands; both count from 1. */
  get at(): Position {
    return { line: this.parser.line + 1, column: this.parser.column || 1 };
  }

  write(received: string): void {
    const text = this.begun ? received : this.fromFirstTag(received);
    for (let from = 0; from < text.length; from += PIECE) {
      this.parser.write(text.length > PIECE ? text.slice(from, from + PIECE) : text);
      this.parser.flush();
    }
  }

  /** Blanks for what stands before the first tag (a line of a log): sax would make an error of each character. */
  private fromFirstTag(text: string): string {
    const tag = text.indexOf('<');
    const before = tag < 0 ? text : text.slice(0, tag);
    this.begun = tag >= 0;
    if (before.trim() === '') return text;
    this.outside();
    return before.replace(/[^\n]/g, ' ') + text.slice(before.length);
  }

  private outside(): void {
    if (!this.toldOutside) this.handler.warn('text_outside_root', 'text outside the document is left out');
    this.toldOutside = true;
  }

  /** Ends the document; throws when it was not complete. */
  end(): void {
    if (!this.parser.sawRoot) this.refuse('this is not XML: there is no element in it');
    this.parser.close();
  }

  /** Stops reading with a sentence that says where. */
  refuse(sentence: string, hint?: string): never {
    const { line, column } = this.at;
    throw new BadInput(
      `Line ${line}, column ${column ?? 1}: ${sentence}.`,
      hint === undefined ? {} : { hint },
    );
  }

  private open(tag: Tag): void {
    const { tags, closedRoot } = this.parser;
    if (closedRoot) {
      this.refuse(`a second document begins with <${tag.name.slice(0, 80)}>`, 'send one report at a time');
    }
    if (tags.length > this.depth) this.refuse(`elements are nested deeper than ${this.depth} levels`);
    this.handler.open(localName(tag.name), this.unmarked(tag.attributes));
  }

  private measure(value: string): void {
    this.attributes += 1;
    this.size += value.length;
    if (this.attributes > MOST_ATTRIBUTES)
      this.refuse(`an element has more than ${MOST_ATTRIBUTES} attributes`);
    if (value.length > MOST_ATTRIBUTE)
      this.refuse(`an attribute is longer than ${MOST_ATTRIBUTE} characters`);
    if (this.size > MOST_OF_ELEMENT) {
      this.refuse(`the attributes of one element are longer than ${MOST_OF_ELEMENT} characters`);
    }
  }

  private unmarked(attributes: Record<string, string>): Record<string, string> {
    if (this.spellings > 0) {
      for (const name of Object.keys(attributes)) attributes[name] = this.unmark(attributes[name] ?? '');
    }
    return attributes;
  }

  private unmark(text: string): string {
    if (this.spellings === 0 || !ANY_MARK.test(text)) return text;
    const { text: clean, repaired } = replaceMarks(text);
    this.handler.repaired(repaired);
    return clean;
  }

  /** sax's errors, told apart by their first line: that wording is all it gives. */
  private trouble(error: Error): void {
    this.parser.error = null;
    this.troubles += 1;
    if (this.troubles > MOST_TROUBLE) this.refuse('this is not XML: there are too many errors in it');
    const [what = ''] = error.message.split('\n');
    if (what === 'Invalid character entity') this.reference();
    else if (what.startsWith('Max buffer length exceeded')) this.overrun(what.slice(what.indexOf(':') + 2));
    else if (what === 'Unclosed root tag' || what === 'Unexpected end') this.cutShort();
    else if (what === 'Unexpected close tag' || what.startsWith('Unmatched closing tag')) {
      const open = this.parser.tags.at(-1)?.name;
      this.refuse(
        `a closing tag does not match${open === undefined ? '' : ` the open <${open.slice(0, 80)}>`}`,
      );
    } else if (what === 'Text data outside of root node.' || what === 'Non-whitespace before first tag.') {
      this.outside();
    } else
      this.handler.warn('not_well_formed', `not well-formed XML: ${what.replace(/\.$/, '').toLowerCase()}`);
  }

  /** `&#0;` and the like are marked, so that they can be replaced and counted; an unknown `&name;` stays as text. */
  private reference(): void {
    const { entity } = this.parser;
    const code = /^#x[0-9a-f]+$/i.test(entity)
      ? parseInt(entity.slice(2), 16)
      : Number(entity.replace(/^#/, ''));
    if (!/^#(x[0-9a-f]+|\d+)$/i.test(entity) || code > 0x10ffff) {
      this.handler.warn('entity_not_expanded', 'an entity that XML does not define is kept as text');
      return;
    }
    if (this.spellings < MOST_SPELLINGS) this.parser.ENTITIES[entity] = code === 0 ? NUL : OTHER;
    this.spellings += 1;
    this.parser.entity = code === 0 ? FIRST_NUL : FIRST_OTHER;
  }

  private overrun(buffer: string): void {
    if (buffer === 'comment') this.parser.comment = '';
    else if (buffer === 'attribValue')
      this.refuse(`an attribute is longer than ${MOST_ATTRIBUTE} characters`);
    else this.refuse(`a name or declaration is longer than ${MOST_ATTRIBUTE} characters`);
  }

  private cutShort(): never {
    const open = this.parser.tags.at(-1)?.name;
    return this.refuse(
      `the report ends before its end${open === undefined ? '' : `: <${open.slice(0, 80)}> is still open`}`,
      'the file is cut off; nothing of it was stored',
    );
  }
}

function replaceMarks(text: string): StorableText {
  let repaired = 0;
  const clean = text.replace(EACH_MARK, (mark, first?: string) => {
    repaired += 1;
    return replacementOf(mark === NUL || first === FIRST_NUL ? 0 : 1);
  });
  return { text: clean, repaired };
}
