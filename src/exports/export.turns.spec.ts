import { Unavailable } from '../errors/domain-error';
import { ExportTurns } from './export.turns';

describe('the turns of exports', () => {
  it('are half the connections; who comes later waits for the first who ends', async () => {
    const turns = new ExportTurns({ poolSize: 5 });
    const [first, second] = [await turns.take(), await turns.take()];
    let came = false;
    const third = turns.take().then((end) => {
      came = true;
      return end;
    });
    await new Promise((soon) => setImmediate(soon));
    expect(came).toBe(false);
    first();
    first();
    (await third)();
    second();
    await Promise.all([turns.take(), turns.take()]);
    await expect(turns.take(1)).rejects.toThrow(Unavailable);
  });
});
