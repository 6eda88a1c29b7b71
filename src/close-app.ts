import { Server } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Time that requests under way have to finish, in milliseconds; what is left of ten seconds is the database's. */
const PATIENCE = 6_000;
/** Time that requests have to notice that their connection was cut. */
const CUT = 1_000;
const SWEEP = 100;

/** Connections on which no request has begun yet: a browser opens them in advance. Node does not count them as idle. */
export class SilentConnections {
  private readonly sockets = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    server.on('request', ({ socket }) => this.sockets.delete(socket));
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

/**
 * Closes the application: it accepts nothing new and finishes what is under way. What takes too long, or goes on when
 * `hurry` aborts, is cut off.
 * @returns whether everything was finished
 */
export async function closeApp(
  app: NestFastifyApplication,
  silent: SilentConnections,
  hurry: AbortSignal,
): Promise<boolean> {
  const server = app.getHttpServer() as Server;
  const closed = app.close();
  // A connection kept alive for a next request would be waited for, but no next request is answered.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    silent.close();
  }, SWEEP);
  try {
    if (await within(closed, PATIENCE, hurry)) return true;
    server.closeAllConnections();
    await within(closed, CUT);
    return false;
  } finally {
    clearInterval(sweep);
  }
}

function within(work: Promise<void>, patience: number, signal?: AbortSignal): Promise<boolean> {
  const late = sleep(patience, false, { signal, ref: false }).catch(() => false);
  return Promise.race([work.then(() => true), late]);
}
