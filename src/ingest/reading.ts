import { FormatName } from '../formats/detect';

/** What an uploader says of how to read the upload. */
export interface Reading {
  /** Of every file; null for each by its content. */
  format: FormatName | null;
  /** Of times that name none. */
  zone: string | null;
  /** Which attempt the upload is; null for those that its records say. */
  attempt: number | null;
  /** Whether all must be good. */
  atomic: boolean;
}

const HIGHEST = 2_147_483_647;
/** `attempt-2/TEST-a.xml`, `report.attempt2.xml` */
const IN_NAME = /(?:^|[^a-z])attempt[-_. ]?(\d{1,4})(?!\d)/i;

/** The attempt of a record: its own, counted from that of its upload, else from what its file is called. */
export function attemptOf(own: number, file: string, { attempt }: Reading): number {
  const first = attempt ?? Number(IN_NAME.exec(file)?.[1] ?? 1);
  return Math.min(Math.max(1, first) - 1 + own, HIGHEST);
}
