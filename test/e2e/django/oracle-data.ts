import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

type Row = Record<string, unknown>;

/** The data set that the answers were recorded over. */
export interface OracleData {
  cores: Row[];
  bitwidths: Row[];
  users: { username: string; email: string; is_superuser: boolean; password: string }[];
  tags: { id: number; name: string; description: string | null }[];
  devicetypes: Row[];
  workers: Row[];
  devices: { tags: string[] }[];
  jobs: { id: number; tags: string[] }[];
  suites: { id: number }[];
  tests: { id: number }[];
  activities: { id: number; test: number | null }[];
}

export function oracleData(): OracleData {
  const file = join(__dirname, '../../fixtures/dataset/oracle.json.gz');
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as OracleData;
}
