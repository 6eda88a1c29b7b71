import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../../auth/credentials.guard';
import { may } from '../../../auth/viewer';
import { Forbidden } from '../../../errors/domain-error';
import { json } from '../../../http/json';
import { Negotiated } from '../../../http/negotiation.guard';
import { Refusal } from '../../../http/refusal';
import { WORKER_HEALTHS } from '../../../resources/workers/worker.entity';
import { workerConfig, workerEnv, workerHealth } from '../statements/documents';
import { Document, LabDocuments } from './document.service';

const CONFIG_FILE: Document = {
  of: workerConfig,
  field: 'config',
  contentType: 'application/yaml',
  fileName: () => 'dispatcher.yaml',
  missing: (key) => `Worker '${key}' does not have 'dispatcher' file`,
};
const ENV_FILE: Document = {
  of: workerEnv,
  field: 'env',
  contentType: 'application/yaml',
  fileName: () => 'env.yaml',
  missing: (key) => `Worker '${key}' does not have 'env' file`,
};

/** The documents and the health of workers (lava-rest §1.6). */
@Controller('api/v0.2/workers/:key')
@Needs({ only: 'token' })
export class LavaWorkerController {
  constructor(private readonly documents: LabDocuments) {}

  @Get('config')
  async config(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.documents.send(CONFIG_FILE, request, reply);
  }

  @Post('config')
  @Negotiated()
  @HttpCode(200)
  async setConfig(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.write(CONFIG_FILE, request, reply);
  }

  @Get('env')
  async env(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.documents.send(ENV_FILE, request, reply);
  }

  @Post('env')
  @Negotiated()
  @HttpCode(200)
  async setEnv(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.write(ENV_FILE, request, reply);
  }

  @Post('set_health')
  @Negotiated()
  @HttpCode(202)
  async setHealth(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    admit(request);
    await this.documents.write(workerHealth, request, async () => {
      const { health } = await this.documents.said(request);
      const wanted = titled(String(health ?? 'None'));
      if (!(WORKER_HEALTHS as readonly string[]).includes(wanted))
        throw new Refusal({ message: `Wrong worker health ${wanted}` });
      return { health: wanted };
    });
    return json(reply, { message: 'OK' });
  }

  private async write(document: Document, request: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
    admit(request);
    await this.documents.write(document.of, request, this.documents.body(document, request));
    return json(reply, { message: 'content successfully updated' });
  }
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** Writing by POST takes both permissions (lava-rest §6.6). */
function admit({ viewer }: FastifyRequest): void {
  if (!may(viewer, 'add_worker') || !may(viewer, 'change_worker'))
    throw new Forbidden('You do not have permission to perform this action.');
}
