import 'reflect-metadata';
import { ANONYMOUS } from '../../src/auth/viewer';
import { Forbidden, NotFound } from '../../src/errors/domain-error';
import { MULTINODE, openSubmissionLab, SubmissionLab } from '../support/submission-lab';

let lab: SubmissionLab;
beforeAll(async () => {
  lab = await openSubmissionLab();
});
afterAll(() => lab.dataSource.destroy());

describe('a cancellation', () => {
  const job = async (values: Record<string, unknown>, username = 'ana'): Promise<number> => {
    const all: Record<string, unknown> = { submitter: lab.as(username).id, ...values };
    const names = Object.keys(all);
    const [row] = await lab.dataSource.query<{ id: number }[]>(
      `INSERT INTO jobs (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
      Object.values(all),
    );
    return row?.id as number;
  };

  it('ends what is submitted at once, and asks the rest to end', async () => {
    const waiting = await job({ state: 'Submitted' });
    await lab.cancellations.cancel(waiting, lab.as('ana'));
    const ended = await lab.rowOf(waiting);
    expect(ended).toMatchObject({ state: 'Finished', health: 'Canceled', outcome: 'canceled' });
    expect([ended.start_time, ended.end_time]).not.toContain(null);
    for (const state of ['Scheduling', 'Scheduled', 'Running']) {
      const id = await job({ state });
      await lab.cancellations.cancel(String(id), lab.as('ana'));
      expect(await lab.rowOf(id)).toMatchObject({ state: 'Canceling', health: 'Unknown', end_time: null });
    }
  });

  it('leaves what has ended as it is, whoever asks', async () => {
    const done = await job({ state: 'Finished', health: 'Complete' });
    const ending = await job({ state: 'Canceling' });
    for (const id of [done, ending]) await lab.cancellations.cancel(id, ANONYMOUS);
    expect(await lab.rowOf(done)).toMatchObject({ state: 'Finished', health: 'Complete' });
    expect(await lab.rowOf(ending)).toMatchObject({ state: 'Canceling' });
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['ana', {}, true],
    ['eve', {}, false],
    ['root', {}, true],
    ['chief', {}, true],
    ['half', {}, false],
    ['half', { actual_device: 'qemu01' }, true],
    ['typist', { requested_device_type: 'qemu' }, true],
    ['ben', { actual_device: 'qemu02', requested_device_type: 'qemu' }, true],
    ['ben', { actual_device: 'qemu01', requested_device_type: 'qemu' }, false],
    ['ben', { actual_device: 'panda01' }, true],
    ['ben', { requested_device_type: 'panda' }, true],
    ['ben', { requested_device_type: 'qemu' }, false],
  ])('by %s of a job of ana with %j is allowed: %s', async (username, values, allowed) => {
    const id = await job({ state: 'Running', ...values });
    const canceled = lab.cancellations.cancel(id, lab.as(username));
    await (allowed ? canceled : expect(canceled).rejects.toBeInstanceOf(Forbidden));
    expect((await lab.rowOf(id)).state).toBe(allowed ? 'Canceling' : 'Running');
  });

  it('is not for nobody, nor for a token that merely reads', async () => {
    const id = await job({ state: 'Running' });
    const mine = await job({ state: 'Running' }, 'reader');
    await expect(lab.cancellations.cancel(id, ANONYMOUS)).rejects.toBeInstanceOf(Forbidden);
    await expect(lab.cancellations.cancel(mine, lab.as('reader'))).rejects.toBeInstanceOf(Forbidden);
    for (const none of [999_999, 'abc', '-1', '1e3'])
      await expect(lab.cancellations.cancel(none, lab.as('root'))).rejects.toBeInstanceOf(NotFound);
  });

  it('ends all nodes of a multinode job, and nobody else who bears their mark', async () => {
    const { ids, subIds } = await lab.submissions.submit(MULTINODE, lab.as('ana'));
    const { target_group } = await lab.rowOf(ids[0]);
    const stranger = await job({ state: 'Running', target_group }, 'eve');
    await lab.dataSource.query(`UPDATE jobs SET state = 'Running' WHERE id = $1`, [ids[1]]);
    await lab.cancellations.cancel(subIds?.[2] as string, lab.as('ana'));
    expect((await Promise.all(ids.map((id) => lab.rowOf(id)))).map(({ state }) => state)).toEqual([
      'Finished',
      'Canceling',
      'Finished',
    ]);
    expect((await lab.rowOf(stranger)).state).toBe('Running');
  });

  it('does not open again a job that finishes meanwhile', async () => {
    const id = await job({ state: 'Running' });
    const other = lab.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(
      `UPDATE jobs SET state = 'Finished', health = 'Complete', end_time = now() WHERE id = $1`,
      [id],
    );
    const canceled = lab.cancellations.cancel(id, lab.as('ana'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await other.commitTransaction();
    await other.release();
    await canceled;
    expect(await lab.rowOf(id)).toMatchObject({ state: 'Finished', health: 'Complete' });
  });

  it('of many jobs tells apart what could not be canceled', async () => {
    const running = await job({ state: 'Running' });
    const done = await job({ state: 'Finished', health: 'Complete' });
    const hidden = await job({ state: 'Finished', is_public: false }, 'eve');
    const foreign = await job({ state: 'Running' }, 'eve');
    const { subIds } = await lab.submissions.submit(MULTINODE, lab.as('ana'));
    const node = subIds?.[1] as string;
    const odd = [999_999, 'abc', null, 1.5, true, {}, '1.2.3', -1];
    expect(
      await lab.cancellations.cancelAll(
        [running, String(done), hidden, foreign, node, ...odd],
        lab.as('ana'),
      ),
    ).toEqual({ job_ids: [running, String(done), node], invalid_job_ids: [hidden, foreign, ...odd] });
    expect(await lab.cancellations.cancelAll([], lab.as('ana'))).toEqual({
      job_ids: [],
      invalid_job_ids: [],
    });
  });
});
