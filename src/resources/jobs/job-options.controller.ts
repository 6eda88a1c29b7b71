import { Controller, Options, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { plainMetadata } from '../../http/options-metadata';
import { OptionsService } from '../../http/options.service';
import { readKey } from '../../store/read-key';
import { jobs } from './jobs.resource';
import { VERDICT_FIELDS } from './verdict-fields';

/** What OPTIONS says of what hangs below a job (drf.md §11), whether the job is there or not. */
@Controller('api/v1/jobs/:key')
@Negotiated()
export class JobOptionsController {
  constructor(private readonly options: OptionsService) {}

  @Options('cancel')
  cancel(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Cancel', 'Asks for the end of a job. It takes no body.'));
  }

  @Options('finish')
  async finish(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const key = readKey(jobs, (request.params as { key: string }).key);
    const metadata = plainMetadata('Finish', 'Ends a job. Without a verdict its tests decide.');
    return json(reply, await this.options.action(metadata, jobs, key, VERDICT_FIELDS, request.viewer));
  }

  @Options('summary')
  summary(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Summary', 'How a job went: its tests by result and the pass rate.'));
  }

  @Options('passrate')
  passRate(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Pass Rate', 'Good tests among those with a verdict, in per cent.'));
  }

  @Options('metadata')
  metadata(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return json(reply, plainMetadata('Metadata', 'The metadata of a job alone.'));
  }
}
