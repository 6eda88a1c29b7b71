/**
 * Runs two works in turns, and every other time in the other order: what disturbs the machine disturbs both.
 * @returns the results of both, round by round
 */
export async function alternate(rounds, ours, floor) {
  const results = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0])
      results[side].push(await [ours, floor][side](round));
  }
  return results;
}

/** The round that was disturbed least. */
export function best(results) {
  return results.reduce((a, b) => (b.rate > a.rate ? b : a));
}
