/** The part of `sax` that is used here; the package brings no types of its own. */
declare module 'sax' {
  export interface Tag {
    name: string;
    attributes: Record<string, string>;
    isSelfClosing?: boolean;
  }

  export interface SAXParser {
    line: number;
    column: number;
    /** Set while an error is not dealt with. */
    error: Error | null;
    /** The name between `&` and `;` while an entity is being read. */
    entity: string;
    comment: string;
    /** Entities known to this parser alone; its prototype holds the built-in ones. */
    ENTITIES: Record<string, string>;
    tags: Tag[];
    closedRoot: boolean;
    sawRoot: boolean;
    onerror: (error: Error) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    onopentagstart: (tag: Tag) => void;
    onattribute: (attribute: { name: string; value: string }) => void;
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    write(chunk: string): SAXParser;
    flush(): void;
    close(): SAXParser;
  }

  const sax: {
    /** Longest buffer, in characters, for every parser of the process. */
    MAX_BUFFER_LENGTH: number;
    parser(strict: boolean, options?: { position?: boolean }): SAXParser;
  };
  export default sax;
}
