import { BadInput } from '../errors/domain-error';
import { detect, FormatName } from '../formats/detect';
import { formatOfMediaType } from '../formats/formats';
import { Position } from '../formats/record';
import { ReportFile } from './unpack/report-file';

/** What a file is: by its content, else by its type. */
export function formatOf({ start, contentType }: ReportFile): FormatName | null {
  if (start.length === 0) return null;
  return detect(start) ?? formatOfMediaType(contentType)?.name ?? null;
}

export function unknownFormat({ name, start }: ReportFile): BadInput {
  if (start.length === 0) return new BadInput(placed('The report is empty.', name, null), { field: 'file' });
  return new BadInput(
    placed('This is no report in a known format (JUnit XML, TAP, CSV, YAML, NDJSON, KCIDB).', name, null),
    { field: 'file', hint: 'Say which it is with ?format=junit, tap, csv, yaml, ndjson or kcidb.' },
  );
}

/** What a reader refuses is the file's fault, and the answer says so. */
export function blamed(error: BadInput, { name }: ReportFile): BadInput {
  const { message, hint, field, fields } = error;
  if (field && field !== 'file') return error;
  if (fields) return error;
  return new BadInput(placed(message, name, null), { field: 'file', hint, cause: error });
}

const SAYS_PLACE = /^line (\d{1,9})(?:, column (\d{1,9}))?/i;

/** Where in a file the fault is that its reader tells. */
export function placeOf(message: string): Position | undefined {
  const [, line, column] = SAYS_PLACE.exec(message) ?? [];
  if (line === undefined) return undefined;
  return { line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

/** A message with the place that it is about. */
export const placed = (message: string, file: string, line: number | null): string => {
  const place = [file, line === null || SAYS_PLACE.test(message) ? '' : `line ${line}`]
    .filter(Boolean)
    .join(', ');
  return place === '' || message.startsWith(place) ? message : `${place}: ${message}`;
};
