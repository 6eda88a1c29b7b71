import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../../auth/credentials.guard';
import { may } from '../../../auth/viewer';
import { Forbidden } from '../../../errors/domain-error';
import { Negotiated } from '../../../http/negotiation.guard';
import { Refusal } from '../../../http/refusal';
import { deviceTypeHealthCheck, deviceTypeTemplate } from '../statements/documents';
import { Document, LabDocuments } from './document.service';

const TEMPLATE: Document = {
  of: deviceTypeTemplate,
  field: 'template',
  contentType: 'application/yaml',
  fileName: (key) => `${key}.jinja2`,
  missing: (key) => `Device-type '${key}' template was not found.`,
};
const HEALTH_CHECK: Document = {
  of: deviceTypeHealthCheck,
  field: 'config',
  contentType: 'application/yaml',
  fileName: (key) => `${key}_health_check.yaml`,
  missing: (key) => `Device-type '${key}' health check was not found.`,
};

/** The documents of device types (lava-rest §1.5). */
@Controller('api/v0.2/devicetypes/:key')
@Needs({ only: 'token' })
export class LavaDeviceTypeController {
  constructor(private readonly documents: LabDocuments) {}

  @Get('template')
  async template(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.documents.send(TEMPLATE, request, reply);
  }

  @Post('template')
  @Negotiated()
  @HttpCode(204)
  async setTemplate(@Req() request: FastifyRequest): Promise<void> {
    await this.write(TEMPLATE, 'Device type template is required.', request);
  }

  @Get('health_check')
  async healthCheck(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.documents.send(HEALTH_CHECK, request, reply);
  }

  @Post('health_check')
  @Negotiated()
  @HttpCode(204)
  async setHealthCheck(@Req() request: FastifyRequest): Promise<void> {
    await this.write(HEALTH_CHECK, 'Health check configuration is required.', request);
  }

  private async write({ of, field }: Document, missing: string, request: FastifyRequest): Promise<void> {
    if (!may(request.viewer, 'change_device'))
      throw new Forbidden('Insufficient permissions. Please contact system administrator.');
    await this.documents.write(of, request, async () => {
      const text = (await this.documents.said(request))[field];
      if (text === undefined || text === null || text === '') throw new Refusal({ [field]: missing });
      return { [field]: text };
    });
  }
}
