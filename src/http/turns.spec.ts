import { Unavailable } from '../errors/domain-error';
import { Turns } from './turns';

describe('turns', () => {
  it('are so many; who comes later waits for the first who ends', async () => {
    const turns = new Turns(2, 1_000, 'No.');
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
  });

  it('are refused to those who have waited long enough, and their place is nobody’s', async () => {
    const turns = new Turns(1, 1, 'No.');
    const end = await turns.take();
    await expect(turns.take()).rejects.toThrow(Unavailable);
    end();
    (await turns.take())();
  });
});
