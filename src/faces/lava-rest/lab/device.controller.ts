import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Needs } from '../../../auth/credentials.guard';
import { mayChangeDevice } from '../../../auth/lab-permissions';
import { may, Viewer } from '../../../auth/viewer';
import { CONFIG, Config } from '../../../config/config';
import { Forbidden, Unsupported } from '../../../errors/domain-error';
import { limitedBody } from '../../../http/body/read-body';
import { json } from '../../../http/json';
import { Negotiated } from '../../../http/negotiation.guard';
import { Refusal } from '../../../http/refusal';
import { requestUrl } from '../../../http/request-url';
import { lastValue, parseQuery } from '../../../query/parse';
import { Predicate } from '../../../query/statement';
import { DEVICE_HEALTHS } from '../../../resources/devices/device.entity';
import { templateNames } from '../../../resources/devicetypes/template-names';
import { unlessRetired } from '../collections/retired-devices';
import { deviceDictionary, deviceHealth } from '../statements/documents';
import { contextFault } from './context-fault';
import { dictionaryFault } from './dictionary-fault';
import { Document, keyIn, LabDocuments } from './document.service';

const DICTIONARY: Document = {
  of: deviceDictionary,
  field: 'dictionary',
  contentType: 'text/plain',
  fileName: (key) => `${key}.jinja2`,
  missing: (key) => `Device '${key}' does not have a configuration`,
};
const LARGEST_DICTIONARY = 1_000_000;

/** What is done with single devices beside reading and changing their rows (lava-rest §1.4). */
@Controller('api/v0.2/devices')
@Needs({ only: 'token' })
export class LavaDeviceController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: LabDocuments,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':key/dictionary')
  async dictionary(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.documents.read(DICTIONARY, request, this.about(request));
    const pairs = parseQuery(requestUrl(request, this.config).query);
    const context = lastValue(pairs, 'context');
    const fault = context ? contextFault(context) : null;
    if (fault !== null) throw new Refusal({ detail: `Job Context '${context}' is not valid: ${fault}` });
    // Rendering takes the templates that come with LAVA.
    if (lastValue(pairs, 'render') !== undefined)
      throw new Refusal({ detail: 'Device dictionaries are not rendered here: ask without `render`.' });
    await this.documents.sendText(DICTIONARY, request, reply, text);
  }

  @Post(':key/dictionary')
  @Negotiated()
  @HttpCode(200)
  async setDictionary(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    if (!may(request.viewer, 'add_device')) throw refusal();
    const body = async (): Promise<unknown> => {
      // The row is there by now: who may not see it has not come this far.
      const hostname = String(keyIn(deviceDictionary, request));
      if (!(await mayChangeDevice(this.dataSource.manager, request.viewer, hostname))) throw refusal();
      return this.documents.body(DICTIONARY, request)();
    };
    await this.documents.write(deviceDictionary, request, body, this.about(request));
    return json(reply, { message: 'device config successfully updated' });
  }

  @Post(':key/set_health')
  @Negotiated()
  @HttpCode(202)
  async setHealth(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { viewer } = request;
    if (!may(viewer, 'add_device') || !may(viewer, 'change_device')) throw refusal();
    const body = async (): Promise<unknown> => {
      const { health } = await this.documents.said(request);
      const wanted = String(health ?? '').toUpperCase();
      const known = DEVICE_HEALTHS.find((word) => word.toUpperCase() === wanted);
      if (!known)
        throw new Refusal({ message: `Wrong device health ${(health ?? null) === null ? 'None' : wanted}` });
      return { health: known };
    };
    await this.documents.write(deviceHealth, request, body, this.about(request));
    return json(reply, { message: 'OK' });
  }

  @Post('validate')
  @Negotiated()
  @HttpCode(200)
  async validate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    if (!may(request.viewer, 'add_device')) throw refusal();
    const type = request.headers['content-type'] ?? '';
    if (!/^\s*text\/plain\s*(;|$)/i.test(type))
      throw new Unsupported(`Unsupported media type "${type}" in request.`);
    const chunks: Buffer[] = [];
    for await (const chunk of limitedBody(request, LARGEST_DICTIONARY)) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    if (text === '') throw new Refusal({ device: 'Device dictionary is required.' });
    const fault = dictionaryFault(text, await templateNames(this.dataSource.manager));
    return json(reply, {
      message: fault === null ? 'Device dictionary valid.' : `Device dictionary invalid: ${fault}`,
    });
  }

  private about(request: FastifyRequest): Predicate<Viewer> | undefined {
    return unlessRetired(parseQuery(requestUrl(request, this.config).query));
  }
}

const refusal = (): Forbidden => new Forbidden('You do not have permission to perform this action.');
