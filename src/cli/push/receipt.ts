import { counted } from '../output';
import { parse } from './refusal';

/** Something the server noticed in a report. */
interface Warning {
  code?: string;
  message: string;
  line?: number;
}

/** What became of an upload, as `POST /api/v1/ingest/` answers it. */
export interface Receipt {
  id: number;
  job: number;
  format: string;
  declared: number | null;
  stored: number;
  repaired: number;
  rejected: number;
  warnings: Warning[];
  created: string;
  /** True when the same upload had been stored before: this is its receipt again. */
  duplicate: boolean;
}

/** The receipt in an answer's body; null when there is none. */
export function readReceipt(body: string): Receipt | null {
  const value = parse(body) as Partial<Receipt> | null | undefined;
  if (typeof value !== 'object' || value === null) return null;
  const numbers = [value.id, value.job, value.stored, value.rejected];
  if (!numbers.every((number) => typeof number === 'number')) return null;
  return { ...value, warnings: Array.isArray(value.warnings) ? value.warnings : [] } as Receipt;
}

/** `report.xml: 120 tests stored (JUnit), 3 characters repaired, 1 record rejected, 2 warnings.` */
export function describe(name: string, receipt: Receipt): string {
  const { stored, repaired, rejected, warnings, declared, duplicate } = receipt;
  const parts = [
    `${counted(stored, 'test')} stored`,
    ...(repaired > 0 ? [`${counted(repaired, 'character')} repaired`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'record')} rejected`] : []),
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
    ...(declared !== null && declared !== undefined && declared !== stored + rejected
      ? [`the report says it has ${declared.toLocaleString('en')}`]
      : []),
  ];
  const again = duplicate
    ? ' This was pushed before: here is the first receipt again, nothing was stored twice.'
    : '';
  return `${name}: ${parts.join(', ')}.${again}`;
}

/** What the server warns of when tests are missing. */
const MISSING = new Set(['count_differs', 'no_tests']);

/** False when the report announces more than was stored. */
export function isComplete({ rejected, warnings }: Receipt): boolean {
  return rejected === 0 && !warnings.some(({ code }) => code !== undefined && MISSING.has(code));
}

/** One line for each warning. */
export function warningLines({ warnings }: Receipt): string[] {
  return warnings.map(
    ({ message, line }) => `  ${line === undefined || line === null ? '' : `line ${line}: `}${message}`,
  );
}

/** Where people and programs find the job. */
export function jobUrl(server: string, { job }: Receipt): string {
  return `${server}/api/v1/jobs/${job}/`;
}
