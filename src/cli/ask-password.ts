import { createInterface, Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from './exit-codes';
import { end } from './interrupt';

/**
 * Asks on the terminal for a new password, twice, without showing it.
 * @throws CommandError the two differ, or the input ended
 */
export async function askPassword(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  terminal.on('SIGINT', () => {
    terminal.close();
    process.stderr.write('\n');
    void end();
  });
  try {
    const first = await ask(terminal, 'Password: ');
    const second = await ask(terminal, 'Password again: ');
    if (first !== second) throw new CommandError('The two passwords differ; no account was made.');
    return first;
  } finally {
    terminal.close();
  }
}

function ask(terminal: Interface, question: string): Promise<string> {
  process.stderr.write(question);
  return new Promise((answer, fail) => {
    const ended = (): void => {
      process.stderr.write('\n');
      fail(new CommandError('No password was given; no account was made.'));
    };
    terminal.once('close', ended);
    terminal.question('', (text) => {
      terminal.off('close', ended);
      process.stderr.write('\n');
      answer(text);
    });
  });
}
