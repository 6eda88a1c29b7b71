/** How much a definition may be: what LAVA's clients send is some kilobytes, and reading it holds up everybody else. */
export interface DefinitionLimits {
  /** Characters of the text; more are refused without being looked at. */
  characters: number;
  /** Marks, words and spaces between them: so many take about half a second. */
  tokens: number;
  /** Collections within collections. */
  depth: number;
  /** What aliases add: a unit for each character and ten for each value that they repeat. */
  repeated: number;
}

export const DEFINITION_LIMITS: DefinitionLimits = Object.freeze({
  characters: 2_000_000,
  tokens: 300_000,
  depth: 100,
  repeated: 500_000,
});
