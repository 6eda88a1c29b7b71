import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENT_FILE, documentText } from './document-text';

/** Writes docs/openapi.json; with `--check` it only tells, by its exit code, whether the file is up to date. */
function main(): void {
  const text = documentText();
  if (!process.argv.includes('--check')) {
    writeFileSync(DOCUMENT_FILE, text);
    return;
  }
  if (current() === text) return;
  process.stderr.write('docs/openapi.json is out of date: npm run openapi\n');
  process.exitCode = 1;
}

function current(): string | null {
  try {
    return readFileSync(DOCUMENT_FILE, 'utf8');
  } catch {
    return null;
  }
}

main();
