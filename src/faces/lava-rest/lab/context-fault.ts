import { readYaml11 } from '../../../formats/yaml11';

/** What is wrong with a job context, which is a mapping in YAML; null when nothing is. */
export function contextFault(text: string): string | null {
  const value = readYaml11(text);
  if (value === undefined) return 'it is not YAML';
  return value instanceof Map ? null : 'expected a dictionary';
}
