/**
 * What became of a record of an upload that was not simply stored: one more attempt of a test that was there; stored, but not as it
 * came; not stored; or nothing, something was merely noticed.
 */
export const RECORD_OUTCOMES = ['merged', 'repaired', 'rejected', 'noted'] as const;
export type RecordOutcome = (typeof RECORD_OUTCOMES)[number];
