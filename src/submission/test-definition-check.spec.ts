import { readDefinition } from './definition-yaml';
import { submitText } from './fault';
import { faultOfTestDefinition } from './test-definition-check';

describe('a test definition', () => {
  const head = 'metadata: {format: Lava-Test Test Definition 1.0, name: t}\n';
  const said = (text: string): string | null => {
    const fault = faultOfTestDefinition(readDefinition(text));
    return fault && submitText(fault);
  };

  it('may say more than is known', () => {
    expect(said(`${head}own: 1\nrun: {steps: [ls], more: 1}\nexpected: [a]\nparams: {A: 1}`)).toBeNull();
  });

  it.each([
    ['', 'expected a dictionary'],
    ['{}', "required key not provided @ data['metadata']"],
    [
      'metadata: {format: Lava-Test Test Definition 1.0}',
      "required key not provided @ data['metadata']['name']",
    ],
    ['metadata: {format: x, name: t}', "not a valid value for dictionary value @ data['metadata']['format']"],
    [`${head}parameters: []`, "expected dict for dictionary value @ data['parameters']"],
    [`${head}run: {}`, "required key not provided @ data['run']['steps']"],
    [`${head}run: {steps: [1]}`, "expected str @ data['run']['steps'][0]"],
    [`${head}expected: x`, "expected a list for dictionary value @ data['expected']"],
  ])('%j is invalid', (text, message) => {
    expect(said(text)).toBe(message);
  });
});
