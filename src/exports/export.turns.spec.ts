import { Unavailable } from '../errors/domain-error';
import { ExportTurns } from './export.turns';

test('the turns of exports are half the connections', async () => {
  const turns = new ExportTurns({ poolSize: 5 });
  await Promise.all([turns.take(), turns.take()]);
  await expect(turns.take(1)).rejects.toThrow(Unavailable);
});
