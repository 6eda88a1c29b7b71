import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ExportTurns } from '../../../exports/export.turns';
import { JobReading } from '../../../exports/job.reading';

/** How a text leaves: its type, and the name to save it under. */
export interface Sending {
  contentType: string;
  /** The value of Content-Disposition; none when it is not to be saved. */
  disposition?: string;
  /** Bytes, where they are known before. */
  length?: number;
}

/** Lets texts of any size leave as they are read, on a connection that comes back whatever becomes of the reader. */
@Injectable()
export class LavaSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly turns: ExportTurns,
  ) {}

  /** @param write says how the text leaves, and makes it; what it throws before the first piece is answered as an error */
  async job(
    request: FastifyRequest,
    reply: FastifyReply,
    job: number,
    write: (reading: JobReading) => Promise<Sending & { text: AsyncIterable<string> }>,
  ): Promise<void> {
    const endTurn = await this.turns.take();
    const reading = await JobReading.open(this.dataSource, job, endTurn, { attempts: 'deciding' });
    try {
      const { text, ...sending } = await write(reading);
      announce(reply, sending);
      if (request.method === 'HEAD' || reply.raw.destroyed) {
        await reading.close();
        await reply.send(Readable.from([]));
        return;
      }
      const body = Readable.from(text, { objectMode: false, highWaterMark: 262_144 });
      // Whether it was read to the end, in part, or not at all.
      body.once('close', () => void reading.close());
      await reply.send(body);
    } catch (error) {
      await reading.close();
      throw error;
    }
  }
}

/** Says what is to come. */
export function announce(reply: FastifyReply, { contentType, disposition, length }: Sending): void {
  reply.header('Content-Type', contentType);
  if (disposition !== undefined) reply.header('Content-Disposition', disposition);
  if (length !== undefined) reply.header('Content-Length', length);
}
