import { cutName, cutText } from './capped-text';
import { newRecord } from './new-record';
import { ReadLimits, TestRecord } from './record';
import { TapPoint, tapResult } from './tap-line';

/** Characters of a reason behind a directive. */
const REASON = 4_096;

/** The record of a test line. One without a description is called by its number, as one that is missing would be. */
export function tapRecord(point: TapPoint, position: number, limits: ReadLimits): TestRecord {
  const name = point.description === '' ? `test ${point.id ?? position}` : point.description;
  const test = newRecord('', cutName(name, limits.name), tapResult(point));
  test.source_status =
    (point.ok ? 'ok' : 'not ok') + (point.directive === null ? '' : ` # ${point.directive}`);
  test.message = cutText(point.reason === '' ? (point.remark ?? '') : point.reason, REASON) || null;
  test.duration = point.duration;
  return test;
}
