import { DraftDocument } from './draft-lab';
import { References } from './references';
import { quoted } from './table-writer';
import { Writing } from './write-draft';

const TABLES = {
  device: ['devices', 'hostname'],
  'device type': ['device_types', 'name'],
  worker: ['workers', 'hostname'],
} as const;

/** Dictionaries, templates, health checks, configurations. A row that none is given for keeps what it has. */
export async function writeDocuments({ client, draft }: Writing): Promise<void> {
  const columns = new Map<string, DraftDocument[]>();
  for (const document of draft.documents) {
    const place = `${document.kind} ${document.column}`;
    columns.set(place, [...(columns.get(place) ?? []), document]);
  }
  for (const documents of columns.values()) {
    const { kind, column } = documents[0] as DraftDocument;
    const [table, key] = TABLES[kind];
    const owners = documents.map(({ owner }) => owner);
    const known = await References.load(client, { [kind]: owners });
    for (const { owner, where } of documents) known.find(kind, owner, where);
    await client.query(
      `UPDATE ${quoted(table)} t SET ${quoted(column)} = d.text FROM unnest($1::text[], $2::text[]) d(owner, text)
        WHERE t.${quoted(key)} = d.owner`,
      [owners, documents.map(({ text }) => text)],
    );
  }
}
