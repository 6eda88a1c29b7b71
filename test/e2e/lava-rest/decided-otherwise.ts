/**
 * Cases that are optional or not certain and that are decided otherwise here, each with the reason. They are run all the same:
 * one that holds after all has to go from the list.
 */
export const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {};
