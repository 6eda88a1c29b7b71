import 'reflect-metadata';
import { ANONYMOUS } from '../../src/auth/viewer';
import { Forbidden, NotFound, Unauthenticated } from '../../src/errors/domain-error';
import { jobs } from '../../src/resources/jobs/jobs.resource';
import { SubmissionRefused } from '../../src/submission/submission-refused';
import { GOOD, MULTINODE, openSubmissionLab, SubmissionLab, text } from '../support/submission-lab';

let lab: SubmissionLab;
beforeAll(async () => {
  lab = await openSubmissionLab();
});
afterAll(() => lab.dataSource.destroy());

const submitted = async (said: string, username = 'ana') => {
  const { ids } = await lab.submissions.submit(said, lab.as(username));
  return lab.rowOf(ids[0]);
};

describe('a submitted definition', () => {
  it('is a job with what it says', async () => {
    const sent = `# nightly\n${text({ priority: 'high', tags: '[ram, usb]', metadata: '{build: 010, ok: yes, none: ~, list: [1.0]}' })}\n\n`;
    const job = await submitted(sent);
    expect(job).toMatchObject({
      name: 'new job',
      description: 'new job',
      username: 'ana',
      requested_device_type: 'qemu',
      state: 'Submitted',
      health: 'Unknown',
      priority: 100,
      tags: ['ram', 'usb'],
      metadata: { build: '8', ok: 'true', none: null, list: ['1.0'] },
      is_public: true,
      groups: [],
      original_definition: sent.trim(),
      multinode_definition: '',
      sub_id: null,
      target_group: null,
      health_check: false,
      start_time: null,
    });
    expect(job.definition).toMatch(
      /^device_type: qemu\njob_name: new job\n[^#]*tags:\n- ram\n- usb\nmetadata:\n {2}build: 8\n/,
    );
    expect(job.submit_time).not.toBeNull();
  });

  it('may name its device type by an alias', async () => {
    expect(await submitted(text({ device_type: 'virt' }))).toMatchObject({ requested_device_type: 'qemu' });
  });

  it('that is personal has a group of nobody, made once', async () => {
    const first = await submitted(text({ visibility: 'personal' }));
    const second = await submitted(text({ visibility: 'personal' }));
    for (const job of [first, second])
      expect(job).toMatchObject({ is_public: false, groups: ['ana'], restricted: true });
    expect(
      await lab.dataSource.query(
        `SELECT 1 FROM user_group_members m JOIN user_groups g ON g.id = m."group" WHERE g.name = 'ana'`,
      ),
    ).toEqual([]);
  });

  it('is seen by those of its groups that there are', async () => {
    expect(await submitted(text({ visibility: '{group: [lab-b, nope, lab-a]}' }))).toMatchObject({
      is_public: false,
      groups: ['lab-a', 'lab-b'],
    });
  });

  it.each<[string, string, string?]>([
    [
      'a: [x',
      'Problem with submitted job data: Loading job submission failed: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6.',
    ],
    ['', 'Problem with submitted job data: expected a dictionary'],
    [
      GOOD.replace('visibility: public\n', ''),
      "Problem with submitted job data: required key not provided @ data['visibility']",
    ],
    [GOOD.replace('device_type: qemu\n', ''), "job submission failed: 'device_type'."],
    [text({ device_type: 'elm' }), "Devices unavailable: Device type 'elm' is unavailable."],
    [text({ device_type: 'orphan' }), "Devices unavailable: Device type 'orphan' is unavailable."],
    [
      text({ device_type: 'vault' }),
      "Devices unavailable: Device type 'vault' is unavailable to user 'ben'",
      'ben',
    ],
    [
      text({ device_type: 'secret' }),
      "Devices unavailable: Device type 'secret' is unavailable to user 'ben'",
      'ben',
    ],
    [text({ device_type: 'empty' }), 'Devices unavailable: No devices of type empty are available.'],
    [
      text({ device_type: 'reserved' }),
      "Devices unavailable: No devices from ['res01'] pool are currently available to user ana",
    ],
    [
      text({ tags: '[usb, nope, worse]' }),
      "job submission failed: Device tag 'nope' does not exist in the database..",
    ],
    [
      text({ tags: '[usb, lonely]' }),
      "Devices unavailable: No devices of type qemu are available which have all of the tags 'usb, lonely'.",
    ],
    [
      text({ priority: '101' }),
      'Problem with submitted job data: Invalid job priority: 101. Should be in [0, 100]',
    ],
    [
      text({ visibility: '{group: [nope]}' }),
      'Problem with submitted job data: No known groups were found in the visibility list.',
    ],
  ])('%# is refused and leaves nothing behind', async (said, message, username = 'ana') => {
    const before = await lab.countJobs();
    const refusal: unknown = await lab.submissions
      .submit(said, lab.as(username))
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SubmissionRefused);
    expect((refusal as SubmissionRefused).message).toBe(message);
    expect(await lab.countJobs()).toBe(before);
  });

  it('is taken from those whom a group lets', async () => {
    await expect(submitted(text({ device_type: 'vault' }))).resolves.toMatchObject({
      requested_device_type: 'vault',
    });
    await expect(submitted(text({ device_type: 'reserved' }), 'ben')).resolves.toMatchObject({
      username: 'ben',
    });
  });

  it('is not taken from nobody, nor with a token that merely reads', async () => {
    await expect(lab.submissions.submit(GOOD, ANONYMOUS)).rejects.toBeInstanceOf(Unauthenticated);
    await expect(lab.submissions.submit(GOOD, lab.as('reader'))).rejects.toBeInstanceOf(Forbidden);
  });
});

describe('a multinode definition', () => {
  it('is a job for each node, called after the first', async () => {
    const { ids, subIds } = await lab.submissions.submit(MULTINODE, lab.as('ana'));
    expect(subIds).toEqual([0, 1, 2].map((place) => `${ids[0]}.${place}`));
    const rows = await Promise.all(ids.map((id) => lab.rowOf(id)));
    expect(rows.map((row) => [row.requested_device_type, row.tags, row.sub_id])).toEqual([
      ['qemu', ['usb'], subIds?.[0]],
      ['panda', [], subIds?.[1]],
      [null, [], subIds?.[2]],
    ]);
    expect(new Set(rows.map((row) => row.target_group)).size).toBe(1);
    for (const row of rows) expect(row.multinode_definition).toBe(MULTINODE.trim());
    expect(rows[1]?.definition).toContain(`sub_id: '${subIds?.[1]}'`);
    expect(rows[0]?.definition).not.toContain('boot:');
  });

  it.each([
    [
      MULTINODE.replace('panda, count: 1', 'panda, count: 2'),
      'Devices unavailable: Not enough devices of type panda are currently available to user ana',
    ],
    [
      MULTINODE.replace('tags: [usb]', 'tags: [nope]'),
      "job submission failed: Device tag 'nope' does not exist in the database..",
    ],
    [MULTINODE.replace('virt, count: 1', 'virt'), "job submission failed: 'count'."],
    [
      MULTINODE.replace(', role: client', ''),
      "Problem with submitted job data: Invalid YAML - Did not find a role in action 'boot', check for consistent use of whitespace indents.",
    ],
  ])('%# is refused as a whole', async (said, message) => {
    const before = await lab.countJobs();
    await expect(lab.submissions.submit(said, lab.as('ana'))).rejects.toThrow(message);
    expect(await lab.countJobs()).toBe(before);
  });
});

describe('a resubmission', () => {
  it('copies what the job was, for whoever asks', async () => {
    const { ids } = await lab.submissions.submit(`# first\n${GOOD}`, lab.as('ana'));
    const again = await lab.resubmissions.resubmit(ids[0] as number, lab.as('eve'));
    const [first, copy] = [await lab.rowOf(ids[0]), await lab.rowOf(again.ids[0])];
    expect(copy).toMatchObject({
      username: 'eve',
      original_definition: first.definition,
      definition: first.definition,
      cloned_from: ids[0],
    });
  });

  it('copies all nodes, whichever is named, and however', async () => {
    const { ids, subIds } = await lab.submissions.submit(MULTINODE, lab.as('ana'));
    const again = await lab.resubmissions.resubmit(subIds?.[1] as string, lab.as('ana'));
    expect(again.subIds).toHaveLength(3);
    expect(await lab.rowOf(again.ids[2])).toMatchObject({
      cloned_from: ids[1],
      multinode_definition: MULTINODE.trim(),
    });
  });

  it('knows nothing of jobs that are hidden or not there', async () => {
    const { ids } = await lab.submissions.submit(text({ visibility: 'personal' }), lab.as('ana'));
    for (const reference of [ids[0] as number, 999_999, '0x1', '1.2.3', '', '9'.repeat(40), 'abc'])
      await expect(lab.resubmissions.resubmit(reference, lab.as('eve'))).rejects.toBeInstanceOf(NotFound);
  });
});

test('a submitted job is a row of the collection like any other', async () => {
  const { ids } = await lab.submissions.submit(GOOD, lab.as('ana'));
  const row = await lab.rows.find(jobs, ids[0] as number, lab.as('eve'));
  expect(row).toMatchObject({ id: ids[0], submitter: lab.as('ana').id, state: 'Submitted' });
});
