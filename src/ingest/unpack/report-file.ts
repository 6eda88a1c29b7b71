/**
 * One file of an upload, as it lies on disk or comes out of an archive. It must be read before the next is asked for:
 * what lies in a tar archive or behind a compression passes once.
 */
export interface ReportFile {
  /**
   * What it is called: its path within the archive, below the archive's own name when several were sent or it is nested.
   * Safe: no `..`, not absolute, `/` between its parts, storable; "" when the client did not say and it is no archive.
   */
  name: string;
  /** What the client says of it, else what its ending says; "" for neither. */
  contentType: string;
  /** It came out of an archive: others beside it may be no reports at all, and are then passed over. */
  archived: boolean;
  /** Its first bytes: 8 KiB, or all. Enough to tell a format by. */
  start: Uint8Array;
  /** All its bytes from the first on. Once only, and while it is the current one. @throws BadInput, TooLarge while read */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** What unpacking may make of an upload. */
export interface UnpackLimits {
  /** Bytes that come out of archives and compressions, all together. */
  bytes: number;
  /** How many times as many bytes as were sent, once there are more than `harmless`. */
  ratio: number;
  harmless: number;
  /** Entries of archives, all together, those passed over included. */
  entries: number;
  /** Characters of a name. */
  nameLength: number;
}

/** The limits that are no settings. */
export const USUAL_LIMITS: Omit<UnpackLimits, 'bytes'> = {
  ratio: 1_000,
  harmless: 10 * 1024 * 1024,
  entries: 10_000,
  nameLength: 1_000,
};
