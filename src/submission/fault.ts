import { DefinitionKey } from './definition-value';
import { shownKey } from './python-text';

/** A step of a path: a key, a place in a list, or a mark of no key that stands for several. */
export type Step = DefinitionKey | { place: number } | { mark: string };

/** What is wrong with a definition, and where, as voluptuous says it (lava-rest §8.1, lava-xmlrpc-events §6.3). */
export interface Fault {
  reason: string;
  path: readonly Step[];
  /** The value of a key is wrong, not what stands around it. */
  ofValue?: boolean;
}

function shownStep(step: Step): string {
  if (typeof step !== 'object' || step === null) return shownKey(step);
  return 'place' in step ? String(step.place) : `<${step.mark}>`;
}

/** As a submission is refused: `expected str for dictionary value @ data['job_name']`. */
export function submitText({ reason, path, ofValue }: Fault): string {
  const at = path.length === 0 ? '' : ` @ data${path.map((step) => `[${shownStep(step)}]`).join('')}`;
  return `${reason}${ofValue ? ' for dictionary value' : ''}${at}`;
}

/** The path as Python shows a list: `['timeouts', 'job']`. */
export function pathText({ path }: Fault): string {
  return `[${path.map(shownStep).join(', ')}]`;
}

/** As a validation answers: `expected str @ ['job_name']`. */
export function validateText(fault: Fault): string {
  return `${fault.reason} @ ${pathText(fault)}`;
}
