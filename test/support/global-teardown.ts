import { rm } from 'node:fs/promises';

export default async function teardown(): Promise<void> {
  const server = globalThis.assayTestServer;
  await server?.postgres.stop();
  if (server) await rm(server.folder, { recursive: true, force: true });
}
