/** One line of a stream of rows; lines count from 1. */
export interface Line {
  line: number;
  value: unknown;
}
