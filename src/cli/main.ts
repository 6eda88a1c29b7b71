import 'reflect-metadata';
import { interrupted } from './interrupt';
import { hushClosedPipes } from './output';
import { newProgram, wordsFor } from './program';
import { report } from './report';

/**
 * The `assay` command. A command ends by itself when its work is done (`serve`: when it is told to stop);
 * a failure is one sentence on standard error and an exit code, never a stack trace.
 */
async function main(): Promise<void> {
  hushClosedPipes();
  try {
    const program = newProgram();
    await program.parseAsync(wordsFor(program, process.argv.slice(2)), { from: 'user' });
  } catch (error) {
    // Whoever pressed Ctrl-C knows why the work failed; the process ends as soon as everything is put away.
    if (interrupted()) return;
    process.exit(report(error));
  }
}

void main();
