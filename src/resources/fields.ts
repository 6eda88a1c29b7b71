import { PlainFieldStatement } from '../query/statement';
import { TEST_RESULTS } from '../vocabulary/test-result';

/** The number that is a row's key. */
export const NUMBER_KEY: PlainFieldStatement = {
  type: 'int',
  label: 'ID',
  readOnly: true,
  maximum: Number.MAX_SAFE_INTEGER,
};

/** A natural key of text: said once, never changed. */
export const nameKey = (help: string): PlainFieldStatement => ({
  type: 'text',
  required: true,
  createOnly: true,
  unique: true,
  help,
});

/** Prose: optional, long, may be "". */
export const DESCRIPTION: PlainFieldStatement = {
  type: 'text',
  nullable: true,
  blank: true,
  maxLength: 100_000,
  help: 'For people.',
};

/** A document of the lab, kept verbatim: long, shown in the single row only, no filter. */
export const labDocument = (help: string): PlainFieldStatement => ({
  type: 'text',
  nullable: true,
  blank: true,
  untrimmed: true,
  maxLength: 1_000_000,
  detailOnly: true,
  unfilterable: true,
  help: `${help} In single rows only.`,
});

/** A moment that may be unknown. */
export const moment = (help: string): PlainFieldStatement => ({ type: 'time', nullable: true, help });

/** A moment that is now unless said. */
export const momentOfCreation = (help: string): PlainFieldStatement => ({ type: 'time', help });

/** How many tests there are, in all and by result: `tests_total`, `tests_pass`, … */
export const COUNTERS: Record<string, PlainFieldStatement> = Object.fromEntries(
  ['total', ...TEST_RESULTS].map((word) => [
    `tests_${word}`,
    {
      type: 'int',
      readOnly: true,
      help: word === 'total' ? 'Number of tests.' : `Number of tests with the result "${word}".`,
    } satisfies PlainFieldStatement,
  ]),
);

export const COUNTER_NAMES = Object.keys(COUNTERS);
