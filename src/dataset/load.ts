import { DataSource } from 'typeorm';
import { BadInput } from '../errors/domain-error';
import { isObject, JsonObject } from './checked-row';
import { partsOfObject } from './dump-reader';
import { readLavaForm } from './lava-form';
import { loadParts } from './load-dump';
import { readPlainForm } from './plain-form';
import { LoadReport, ReportBuilder } from './report';
import { writeDraft } from './write-draft';

/**
 * Loads a data set that is in memory, all of it or nothing. The form is told from the content: the plain one
 * (`format: 1`), LAVA's (also as member `fixture` of a file of cases), our own (`format: "assay-1"`).
 * @throws BadInput naming the place: `jobs[12].submitter: no user "x"`
 */
export async function loadDataset(dataSource: DataSource, input: unknown): Promise<LoadReport> {
  if (!isObject(input)) throw new BadInput('A data set is a JSON object.');
  if (input.format === 'assay-1') return loadParts(dataSource, partsOfObject(input));
  const report = new ReportBuilder();
  if (input.format === 1) return writeDraft(dataSource, readPlainForm(input, report), report);
  const lava = isObject(input.fixture) ? input.fixture : input;
  if (looksLikeLava(lava)) return writeDraft(dataSource, readLavaForm(lava, report), report);
  throw new BadInput('This is no data set that is known here.', {
    hint: 'It has `format` 1 or "assay-1", or the lists of a LAVA server (`users`, `device_types`, `jobs`, …).',
  });
}

const looksLikeLava = (input: JsonObject): boolean =>
  input.format === undefined && ['users', 'device_types', 'jobs'].some((name) => Array.isArray(input[name]));
