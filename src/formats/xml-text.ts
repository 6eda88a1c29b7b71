import { storableText } from './text-sanitizer';

const SPECIAL = /[&<>\r]/;
const SPECIAL_IN_ATTRIBUTE = /[&<>"\r\n\t]/;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const reference = (character: string): string => REFERENCES[character] ?? character;

/** Text for an element: only legal XML 1.0 characters, never `]]>`, carriage returns that survive a parser. */
export function xmlText(text: string): string {
  const legal = storableText(text).text;
  return SPECIAL.test(legal) ? legal.replace(/[&<>\r]/g, reference) : legal;
}

/** Text for an attribute in double quotes; line breaks and tabs as references, or a parser would make them blanks. */
export function xmlAttribute(text: string): string {
  const legal = storableText(text).text;
  return SPECIAL_IN_ATTRIBUTE.test(legal) ? legal.replace(/[&<>"\r\n\t]/g, reference) : legal;
}

/** ` name="value"`, or nothing when there is no value. */
export function xmlPair(name: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return ` ${name}="${typeof value === 'number' ? value : xmlAttribute(value)}"`;
}
