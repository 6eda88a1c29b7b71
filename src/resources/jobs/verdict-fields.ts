/** What may be said of a job at its end. */
export const VERDICT_FIELDS = [
  'outcome',
  'health',
  'reason',
  'source_status',
  'source_system',
  'end_time',
] as const;
