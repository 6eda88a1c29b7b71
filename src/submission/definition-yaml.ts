import { Composer, CST, Document, LineCounter } from 'yaml';
import { DEFINITION_LIMITS, DefinitionLimits } from './definition-limits';
import { valueOfNode } from './definition-node';
import { placeIn, tokensOf, UnreadableDefinition } from './definition-tokens';
import { DefinitionValue } from './definition-value';

/** What no YAML text may hold: control characters, halves of surrogate pairs. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads one YAML 1.1 document as PyYAML's safe loader does (lava-xmlrpc-events §6.1): later keys win, `<<` merges, tags
 * of one's own are refused. No key is ever taken for a property of an object. @throws UnreadableDefinition
 */
export function readDefinition(text: string, limits: DefinitionLimits = DEFINITION_LIMITS): DefinitionValue {
  if (text.length > limits.characters)
    throw new UnreadableDefinition(`it is longer than ${limits.characters} characters`);
  const strange = UNPRINTABLE.exec(text);
  if (strange) {
    const code = strange[0].codePointAt(0)?.toString(16).padStart(4, '0');
    throw new UnreadableDefinition(
      `special characters are not allowed: #x${code} at position ${strange.index}`,
    );
  }
  const lines = new LineCounter();
  const document = composed(tokensOf(text, lines, limits), text);
  const [error] = document.errors;
  if (error) throw new UnreadableDefinition(`${error.message}${placeIn(lines, error.pos[0])}`);
  try {
    return valueOfNode(document.contents, limits);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new UnreadableDefinition(thrown.message, { cause: thrown });
    throw thrown;
  }
}

/** All scalars are text yet: which of them are numbers is decided by PyYAML's rules. */
function composed(tokens: CST.Token[], text: string): Document.Parsed {
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
  });
  const [document] = [...composer.compose(tokens, true, text.length)];
  return document as Document.Parsed;
}
