import pino, { DestinationStream, Logger } from 'pino';
import { Config } from '../config/config';

/**
 * The log of this process: JSON lines on standard error, so that standard output stays with what the command prints
 * for people. Lines are written in the background; those of the last moments are written before the process exits.
 * @returns null for the level `silent`: then nothing is installed and nothing is paid for
 */
export function openLog(level: Config['logLevel'], destination?: DestinationStream): Logger | null {
  if (level === 'silent') return null;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ dest: process.stderr.fd, sync: false }),
  );
}
