/**
 * Cases that are optional or not certain and that are decided otherwise here, each with the reason. They are run all the same:
 * one that holds after all has to go from the list.
 */
export const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  'csv-accept': 'A client that asks a CSV route for text/csv gets it.',
  'results-csv-slash': 'Every address works with and without its final slash.',
  'cancel-post': 'SQUAD posts its cancellations: they are taken.',
};

/** Binding cases that the product overrules, each with the reason. */
export const OVERRULED: Readonly<Record<string, string>> = {
  'junit-job': 'An unknown result is never shown as passed.',
};
