import { faultOfDefinition } from './definition-check';
import { UnreadableDefinition } from './definition-tokens';
import { DefinitionValue } from './definition-value';
import { readDefinition } from './definition-yaml';
import { Fault } from './fault';
import { faultOfTestDefinition } from './test-definition-check';

/** What is wrong with the text of a job definition; null when it is valid. The database is not asked (lava-rest §8.2). */
export function validateDefinition(text: string, strict: boolean): Fault | null {
  return judged(text, (definition) => faultOfDefinition(definition, strict));
}

/** As `validateDefinition`, for a test definition (lava-rest §10.5). */
export function validateTestDefinition(text: string): Fault | null {
  return judged(text, faultOfTestDefinition);
}

/** Text that nobody can read is as invalid as any other. */
function judged(text: string, judge: (definition: DefinitionValue) => Fault | null): Fault | null {
  try {
    return judge(readDefinition(text));
  } catch (error) {
    if (error instanceof UnreadableDefinition) return { reason: error.message, path: [] };
    throw error;
  }
}
