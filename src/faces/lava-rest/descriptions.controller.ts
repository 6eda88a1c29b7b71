import {
  Controller,
  Delete,
  Get,
  HttpException,
  HttpStatus,
  Options,
  Patch,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../auth/credentials.guard';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { plainMetadata } from '../../http/options-metadata';

/** The paths that only take a body, and that look like rows: nobody is called so. */
const ACTIONS: Readonly<Record<string, string>> = {
  'jobs/validate': 'Whether a job definition is valid.',
  'jobs/validate_testdef': 'Whether a test definition is valid.',
  'jobs/batch_cancel': 'Asks for the end of jobs.',
  'devices/validate': 'Whether a device dictionary is valid.',
};

const ALLOWED = 'POST, OPTIONS';

/** What there is beside collections and their rows, below `/api/v0.2/`. */
const PATHS: Readonly<Record<string, string>> = {
  ...ACTIONS,
  system: 'The server.',
  'system/version': 'The LAVA whose API this is.',
  'system/whoami': 'Who is asking.',
  'system/master_config': 'How events are published.',
  token: 'A user name and a password for a token.',
  'jobs/:job/logs': 'The log of a job.',
  'jobs/:job/metadata': 'The metadata of a job.',
  'jobs/:job/junit': 'The tests of a job as JUnit.',
  'jobs/:job/tap13': 'The tests of a job as TAP 13.',
  'jobs/:job/csv': 'The tests of a job as CSV.',
  'jobs/:job/yaml': 'The tests of a job as YAML.',
  'jobs/:job/resubmit': 'Submits the definition of a job again.',
  'jobs/:job/cancel': 'Asks for the end of a job.',
  'jobs/:job/suites': 'The suites of a job.',
  'jobs/:job/suites/:suite': 'A suite of a job.',
  'jobs/:job/suites/:suite/csv': 'The tests of a suite as CSV.',
  'jobs/:job/suites/:suite/yaml': 'The tests of a suite as YAML.',
  'jobs/:job/suites/:suite/tests': 'The tests of a suite.',
  'jobs/:job/suites/:suite/tests/:test': 'A test of a suite.',
  'jobs/:job/tests': 'The tests of a job.',
  'jobs/:job/tests/:test': 'A test of a job.',
  'devices/:key/dictionary': 'The dictionary of a device.',
  'devices/:key/set_health': 'Says how a device is.',
  'devicetypes/:key/template': 'The template of a device type.',
  'devicetypes/:key/health_check': 'The job that checks the devices of a type.',
  'workers/:key/config': 'The configuration of a worker.',
  'workers/:key/env': 'The environment of what a worker runs.',
  'workers/:key/set_health': 'Says how a worker is.',
};

/** Says of paths that are no collection's what they are (lava-rest §1.0), and of actions that there is no row of their name. */
@Controller('api/v0.2')
@Negotiated()
@Needs({ only: 'token' })
export class LavaDescriptionsController {
  @Options(['', ...Object.keys(PATHS)])
  describe(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const path = pathOf(request);
    if (path in ACTIONS) reply.header('Allow', ALLOWED);
    return json(reply, plainMetadata(nameOf(path), PATHS[path] ?? 'The collections and their addresses.'));
  }

  @Get(Object.keys(ACTIONS))
  read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): never {
    return refuseMethod(request, reply);
  }

  @Put(Object.keys(ACTIONS))
  replace(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): never {
    return refuseMethod(request, reply);
  }

  @Patch(Object.keys(ACTIONS))
  change(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): never {
    return refuseMethod(request, reply);
  }

  @Delete(Object.keys(ACTIONS))
  remove(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): never {
    return refuseMethod(request, reply);
  }
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply): never {
  reply.header('Allow', ALLOWED);
  throw new HttpException(`Method "${request.method}" not allowed.`, HttpStatus.METHOD_NOT_ALLOWED);
}

/** The path of a route below `/api/v0.2/`. */
const pathOf = ({ routeOptions }: FastifyRequest): string =>
  (routeOptions.url ?? '').replace(/^\/api\/v0\.2\/?/, '').replace(/\/$/, '');

/** `jobs/:job/set_health` → "Set Health"; a row or a list has the name of its collection. */
function nameOf(path: string): string {
  const parts = path.split('/');
  const isRow = parts.at(-1)?.startsWith(':') ?? false;
  const words = (isRow ? parts.at(-2) : parts.at(-1)) || 'api_root';
  const title = words.replace(
    /(^|_)(\w)/g,
    (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase(),
  );
  return isRow ? `${title.replace(/s$/, '')} Instance` : title;
}
