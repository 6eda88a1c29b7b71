import { DefinitionValue } from './definition-value';
import { Fault } from './fault';
import { anything, dict, list, mapping, Shape, text, word } from './shape';
import { walk } from './walk';

const TEST_DEFINITION: Shape = mapping(
  {
    'metadata!': mapping({ 'format!': word('Lava-Test Test Definition 1.0'), 'name!': text }, { open: true }),
    install: dict,
    parameters: dict,
    params: dict,
    run: mapping({ 'steps!': list(text) }, { open: true }),
    parse: dict,
    expected: list(anything),
  },
  { open: true },
);

/** What makes a test definition invalid; keys that are not known are no fault (lava-rest §10.5). */
export function faultOfTestDefinition(definition: DefinitionValue): Fault | null {
  return walk(TEST_DEFINITION, definition, 'pass');
}
