import { metadataMapping } from '../../../formats/metadata-mapping';
import { MetadataLiterals } from './metadata-literal';
import { pythonLiteral } from './python-literal';

const TEXTS = [
  'definition: 0_smoke\ncase: login_shell\nresult: pass\n',
  'definition: 0_smoke\ncase: logout_shell\nresult: pass\n',
  'definition: 0_smoke\ncase: no\nresult: fail\n',
  'definition: 0_smoke\ncase: 12\nresult: fail\n',
  'definition: 0_smoke\ncase: 1.50\nresult: fail\n',
  "definition: 0_smoke\ncase: 'it''s \"quoted\"'\nresult: pass\n",
  'case: login_shell\ndefinition: 0_smoke\nresult: pass\n',
  'definition: 0_smoke\nresult: passed_at_last\ncase: login_shell\n',
  'case: first_value\ncase: second_value\n',
  'case: first_value\nresult: pass\ncase: second_value\n',
  'definition: 0_smoke\nlevel: warning_level\n',
  'level: null\n',
  'definition: 0_smoke\ncase: falsehood: no\n',
  'definition: 0_smoke\ncase: true\n',
  'definition: 0_smoke\ncase: without_an_end',
  'definition: {nested: [1, 2]}\ncase: login_shell\n',
  'définition: été\ncase: zürich_main\n',
  '{"definition": "0_smoke", "case": "login"}',
  'not a mapping',
  '',
  null,
];

describe('literals of metadata', () => {
  it.each(TEXTS.map((text) => [text]))('are those of the mapping, whatever came before: %j', (text) => {
    const mapping = metadataMapping(text);
    const wanted = { literal: pythonLiteral(mapping), level: mapping.get('level') };
    for (const before of TEXTS) {
      const literals = new MetadataLiterals((plain) => plain);
      literals.of(before);
      expect(literals.of(text)).toEqual(wanted);
      expect(literals.of(text)).toEqual(wanted);
    }
  });

  it('are escaped in every part', () => {
    const literals = new MetadataLiterals((text) => text.replaceAll('"', '""'));
    const text = 'definition: 0_smoke\ncase: \'say "yes"\'\n';
    for (let time = 0; time < 2; time += 1)
      expect(literals.of(text).literal).toBe(`{'definition': '0_smoke', 'case': 'say ""yes""'}`);
  });
});
