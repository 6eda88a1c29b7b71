import { resolve } from 'node:path';
import { buildDocument } from './document';

/** Where the checked-in document lies, seen from the folder of package.json. */
export const DOCUMENT_FILE = resolve('docs/openapi.json');

/** The document as it is checked in: lines that a review can read, references on one of them. */
export function documentText(): string {
  const text = JSON.stringify(buildDocument(), null, 1);
  return `${text.replace(/\{\s+("\$ref": "[^"]*")\s+\}/g, '{ $1 }')}\n`;
}
