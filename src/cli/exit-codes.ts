/** What the exit code of `assay` says. After Ctrl-C it is 130, after SIGTERM 143, as in a shell. */
export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** It failed: the server refused or cannot be reached, the database, a file. */
  failed: 1,
  /** Stored, but not everything that the report announces. */
  incomplete: 2,
  /** The command line itself is wrong (sysexits.h: EX_USAGE). */
  usage: 64,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure whose message is the whole sentence for the user. */
export class CommandError extends Error {
  override name = 'CommandError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** The command line is wrong: exit code 64. */
export class UsageError extends CommandError {
  override name = 'UsageError';

  constructor(message: string) {
    super(message, EXIT.usage);
  }
}
