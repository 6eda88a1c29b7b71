/** A file in an archive, as the archive has it: its name is not to be trusted. */
export interface Entry {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}
