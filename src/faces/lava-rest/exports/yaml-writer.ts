import { metadataMapping } from '../../../formats/metadata-mapping';
import { YamlMapping, YamlScalar, YamlValue } from '../../../formats/yaml11';
import { Batches, inBatches } from './in-batches';
import { lavaFields, LavaTest, levelOf } from './lava-record';
import { yamlScalar, yamlText } from './yaml-scalar';

/** YAML lets a key without `?` have 1024 characters; PyYAML writes 128. */
const LONGEST_KEY = 128;

function keyText(key: YamlScalar): string {
  const text = yamlScalar(key);
  return text.length > LONGEST_KEY ? `? ${text}\n` : text;
}

/** The entries of a mapping, each line behind `indent`, the first behind `first`. */
function entries(mapping: YamlMapping, indent: string, first: string): string {
  let text = '';
  for (const [key, value] of mapping) {
    const shown = keyText(key);
    text += (text === '' ? first : indent) + shown + (shown.startsWith('? ') ? `${indent}:` : ':');
    text += after(value, indent);
  }
  return text;
}

/** What stands behind `key:` — lists at the indent of their key, mappings two deeper. */
function after(value: YamlValue, indent: string): string {
  if (value instanceof Map)
    return value.size === 0 ? ' {}\n' : `\n${entries(value, `${indent}  `, `${indent}  `)}`;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${items(value, indent, indent)}`;
  return ` ${yamlScalar(value)}\n`;
}

function items(list: readonly YamlValue[], indent: string, first: string): string {
  let text = '';
  for (const value of list) text += `${text === '' ? first : indent}- ${item(value, `${indent}  `)}`;
  return text;
}

function item(value: YamlValue, indent: string): string {
  if (value instanceof Map) return value.size === 0 ? '{}\n' : entries(value, indent, '');
  if (Array.isArray(value)) return value.length === 0 ? '[]\n' : items(value, indent, '');
  return `${yamlScalar(value)}\n`;
}

/** A value as a YAML document in block style. */
export function yamlDocument(value: YamlValue): string {
  return item(value, '');
}

/** The record of a test, keys in the order of contract lava-rest §7.5; `first` is `- ` in a list, nothing alone. */
function recordText(test: LavaTest, first: '- ' | ''): string {
  const record = lavaFields(test);
  const metadata = metadataMapping(test.metadata);
  const indent = first === '' ? '' : '  ';
  return (
    `${first}name: ${yamlText(record.name)}\n${indent}job: '${record.job}'\n` +
    `${indent}suite: ${yamlText(record.suite)}\n${indent}result: ${record.result}\n` +
    `${indent}measurement: ${record.measurement === 'None' ? 'None' : `'${record.measurement}'`}\n` +
    `${indent}unit: ${yamlText(record.unit)}\n` +
    `${indent}level:${after(levelOf(metadata), indent)}` +
    `${indent}url: ${record.url}\n${indent}id: '${record.id}'\n${indent}logged: '${record.logged}'\n` +
    `${indent}log_start_line: '${record.log_start_line}'\n${indent}log_end_line: '${record.log_end_line}'\n` +
    `${indent}metadata:${after(metadata, indent)}`
  );
}

/** One test alone, a mapping (`/results/testcase/<id>/yaml`). */
export function lavaTestYaml(test: LavaTest): string {
  return recordText(test, '');
}

/** Tests as LAVA's YAML, a list of mappings; `empty` is written when there is none. Constant memory. */
export function writeLavaYaml(tests: Batches<LavaTest>, empty: '[]\n' | '' = '[]\n'): AsyncGenerator<string> {
  let some = false;
  const write = (test: LavaTest): string => {
    some = true;
    return recordText(test, '- ');
  };
  return inBatches('', tests, write, () => (some ? '' : empty));
}

/** The suites of a job (`yaml_summary`, contract lava-rest §7.6): name, job and id, all text. */
export function lavaSummaryYaml(job: number, suites: readonly { id: number; name: string }[]): string {
  return yamlDocument(
    suites.map(
      ({ id, name }) =>
        new Map([
          ['name', name],
          ['job', String(job)],
          ['id', String(id)],
        ]),
    ),
  );
}
