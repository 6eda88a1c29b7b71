import { createHash } from 'node:crypto';
import { Attributes } from './attributes';

/**
 * Identifies an upload: the same bytes, said to be the same thing, by the same user. The same upload again finds the
 * first one's receipt by it.
 */
export function fingerprint(sha256: string, attributes: Attributes, submitter: number): Buffer {
  const fields = Object.keys(attributes.fields)
    .sort()
    .map((name) => [name, attributes.fields[name]]);
  const { zone, attempt } = attributes;
  const said = [sha256, submitter, attributes.job, attributes.format, fields];
  // Receipts of older versions know neither.
  const further = zone === null && attempt === null ? [] : [zone, attempt];
  return createHash('sha256')
    .update(JSON.stringify([...said, ...further]))
    .digest();
}
