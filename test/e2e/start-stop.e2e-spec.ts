import { readdirSync } from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolder, dataFolder, kill, ServerProcess, startServer, until } from '../support/server-process';

const TOKEN = 't'.repeat(40);
const GIVEN = {
  ASSAY_ADMIN_USERNAME: 'root',
  ASSAY_ADMIN_PASSWORD: 'given-secret',
  ASSAY_ADMIN_TOKEN: TOKEN,
};
const CLEAN = { code: 0, signal: null };
const FAILED = { code: 1, signal: null };

const servers: ServerProcess[] = [];

function start(folder: DataFolder, env: Record<string, string> = {}): ServerProcess {
  const server = startServer({ ASSAY_DATA_DIR: folder.path, ...env });
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    kill(server.pid);
    await server.ended;
  }
});

const refuses = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  );

describe('the first starts of a server', () => {
  const folder = dataFolder();
  afterAll(() => folder.remove());

  it('say in a sentence each what is wrong with the configuration, and leave nothing', async () => {
    const server = start(folder, {
      PORT: '80000',
      ASSAY_ADMIN_TOKEN: 'too-short',
      ASSAY_REQUIRE_LOGIN: 'perhaps',
    });
    expect(await server.ended).toEqual(FAILED);
    expect(server.stdout()).toBe('');
    expect(server.stderr()).toMatch(
      /^assay: PORT must be [^\n]+, not "80000"\.\nASSAY_ADMIN_TOKEN must be [^\n]+, not "…"\.\nASSAY_REQUIRE_LOGIN must be true or false, not "perhaps"\.\n$/,
    );
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('say that the port is in use, and stop the database', async () => {
    const other = await new Promise<Server>((listening) => {
      const taken = createServer().listen(0, '127.0.0.1', () => listening(taken));
    });
    try {
      const { port } = other.address() as AddressInfo;
      const server = start(folder, { PORT: String(port) });
      expect(await server.ended).toEqual(FAILED);
      expect(server.stdout()).toBe('');
      expect(server.stderr()).toContain(
        `assay: 127.0.0.1:${port} is in use: stop what listens there, or set PORT.\n`,
      );
      expect(server.stderr()).not.toMatch(/^ +at /m);
      expect(folder.processes()).toEqual([]);
    } finally {
      other.close();
    }
  });

  it('leave no database behind when they are stopped half-way', async () => {
    const server = start(folder);
    await until('the database runs', () => folder.postmaster() !== null);
    server.signal('SIGINT', true);
    expect(await server.ended).toEqual(CLEAN);
    expect(server.stdout()).toBe('');
    expect(server.stderr()).not.toMatch(/assay:|error/i);
    expect(folder.processes()).toEqual([]);
  });

  it('tell made-up secrets once, which work, and never again', async () => {
    const first = start(folder);
    const url = await first.ready;
    expect(first.stdout()).toMatch(
      /^\n {2}Assay is ready: http:\/\/127\.0\.0\.1:\d+\/api\/v1\/\n {2}User: +admin\n {2}Password: +\S{20}\n {2}Token: +assay_\S{32}\n {2}\(made up for you; they are not shown again\)\n\n$/,
    );
    const [, password = ''] = /Password: +(\S+)/.exec(first.stdout()) ?? [];
    const [, token = ''] = /Token: +(\S+)/.exec(first.stdout()) ?? [];
    const basic = Buffer.from(`admin:${password}`).toString('base64');
    for (const Authorization of [`Token ${token}`, `Basic ${basic}`])
      expect((await fetch(`${url}/api/v1/tokens/`, { headers: { Authorization } })).status).toBe(200);
    first.signal('SIGTERM');
    expect(await first.ended).toEqual(CLEAN);
    expect(first.stderr()).not.toContain(password);

    const second = start(folder);
    await second.ready;
    expect(second.stdout()).toMatch(/^\n {2}Assay is ready: http:\/\/\S+\/api\/v1\/\n\n$/);
    expect(second.stderr()).not.toContain(token);
    second.signal('SIGINT', true);
    expect(await second.ended).toEqual(CLEAN);
    expect(folder.processes()).toEqual([]);
  });
});

describe('a server process', () => {
  const folder = dataFolder();
  afterAll(() => folder.remove());

  /** An upload that takes its time: half of it is sent, the rest when `finish` is called. */
  async function slowUpload(
    url: string,
    name: string,
  ): Promise<{ finish(): void; answer: Promise<Response> }> {
    let finish = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const encoder = new TextEncoder();
        controller.enqueue(encoder.encode('TAP version 13\n1..2\nok 1 - first\n'));
        finish = () => {
          controller.enqueue(encoder.encode('ok 2 - second\n'));
          controller.close();
        };
      },
    });
    const answer = fetch(`${url}/api/v1/ingest/?name=${name}`, {
      method: 'POST',
      headers: { Authorization: `Token ${TOKEN}` },
      body,
      duplex: 'half',
    } as RequestInit);
    answer.catch(() => undefined);
    await until('the upload has begun', () => spooled().length > 0);
    return { finish, answer };
  }

  /** What lies in the spool, which is made by the first upload. */
  function spooled(): string[] {
    return readdirSync(folder.path).includes('spool') ? readdirSync(`${folder.path}/spool`) : [];
  }

  it('does not repeat secrets that were given; two share a database, which ends with the last', async () => {
    const first = start(folder, GIVEN);
    const firstUrl = await first.ready;
    expect(first.stdout()).toMatch(/^\n {2}Assay is ready: \S+\n {2}User: +root\n\n$/);
    const postmaster = folder.postmaster();
    const second = start(folder, GIVEN);
    const secondUrl = await second.ready;
    expect(second.stdout()).toMatch(/^\n {2}Assay is ready: \S+\n\n$/);
    expect(folder.postmaster()).toBe(postmaster);
    const headers = { Authorization: `Token ${TOKEN}`, 'Content-Type': 'application/json' };
    const made = await fetch(`${firstUrl}/api/v1/jobs/`, { method: 'POST', headers, body: '{}' });
    const { id } = (await made.json()) as { id: number };
    expect((await fetch(`${secondUrl}/api/v1/jobs/${id}/`)).status).toBe(200);

    first.signal('SIGTERM');
    expect(await first.ended).toEqual(CLEAN);
    expect(folder.postmaster()).toBe(postmaster);
    expect((await fetch(`${secondUrl}/api/v1/jobs/${id}/`)).status).toBe(200);
    second.signal('SIGTERM');
    expect(await second.ended).toEqual(CLEAN);
    expect(folder.processes()).toEqual([]);
    for (const secret of [TOKEN, 'given-secret'])
      expect(first.stdout() + first.stderr() + second.stdout() + second.stderr()).not.toContain(secret);
  });

  it.each([
    ['SIGTERM', 'the process'],
    ['SIGINT', 'its group, and to the process by npm as well'],
  ] as const)('finishes what is under way when %s comes to %s, and ends', async (signal, whom) => {
    const server = start(folder, GIVEN);
    const url = await server.ready;
    const { finish, answer } = await slowUpload(url, signal);
    server.signal(signal, whom !== 'the process');
    if (whom !== 'the process') server.signal(signal);
    const begin = Date.now();
    await until('the port is closed', () => refuses(url));
    await sleep(500);
    finish();
    const receipt = await answer;
    expect({ status: receipt.status, body: await receipt.json() }).toMatchObject({
      status: 201,
      body: { stored: 2 },
    });
    expect(await server.ended).toEqual(CLEAN);
    expect(Date.now() - begin).toBeLessThan(6_000);
    expect(folder.processes()).toEqual([]);
    expect(spooled()).toEqual([]);
    expect(server.stderr()).not.toMatch(/error/i);
  });

  it('cuts off a request that does not end, sooner when it is told twice', async () => {
    for (const [twice, limit] of [
      [false, 10_000],
      [true, 5_000],
    ] as const) {
      const server = start(folder, GIVEN);
      const { answer } = await slowUpload(await server.ready, 'endless');
      server.signal('SIGTERM');
      const begin = Date.now();
      if (twice) {
        await sleep(1_200);
        server.signal('SIGTERM');
      }
      expect(await server.ended).toEqual(FAILED);
      expect(Date.now() - begin).toBeLessThan(limit);
      await expect(answer).rejects.toThrow();
      expect(folder.processes()).toEqual([]);
      expect(spooled()).toEqual([]);
    }
  });
});
