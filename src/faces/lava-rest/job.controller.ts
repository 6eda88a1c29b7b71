import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../auth/credentials.guard';
import { checkBody } from '../../collections/check-body';
import { Resource } from '../../collections/resource';
import { CONFIG, Config } from '../../config/config';
import { BadInput, FieldErrors, Unauthenticated } from '../../errors/domain-error';
import { readBody } from '../../http/body/read-body';
import { json } from '../../http/json';
import { Negotiated } from '../../http/negotiation.guard';
import { Refusal } from '../../http/refusal';
import { CancelService } from '../../submission/cancel.service';
import { Fault, submitText, validateText } from '../../submission/fault';
import { ResubmitService } from '../../submission/resubmit.service';
import { SubmissionRefused } from '../../submission/submission-refused';
import { Submitted, SubmitService } from '../../submission/submit.service';
import { validateDefinition, validateTestDefinition } from '../../submission/validate';

/** Definitions are longer than other texts; what is too long to read is refused where it is read. */
const LARGEST_BODY = 12_000_000;
const SUBMISSION: Pick<Resource, 'fields'> = {
  fields: { definition: { type: 'text', required: true, maxLength: LARGEST_BODY } },
};
const VALIDATION: Pick<Resource, 'fields'> = { fields: { strict: { type: 'bool', default: false } } };

/** What is done with jobs beside reading and changing their rows (lava-rest §1.2, §8). */
@Controller('api/v0.2/jobs')
@Negotiated()
@Needs({ only: 'token' })
export class LavaJobController {
  constructor(
    private readonly submissions: SubmitService,
    private readonly resubmissions: ResubmitService,
    private readonly cancellations: CancelService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(201)
  async submit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { rows, errors } = checkBody(SUBMISSION, 'create', await this.said(request));
    refuse(errors);
    const text = (rows[0] as { definition: string }).definition;
    return json(reply, await told(this.submissions.submit(text, request.viewer)));
  }

  @Post('validate')
  @HttpCode(200)
  @Needs({ only: 'token', anyone: true })
  async validate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    this.admit(request);
    const said = await this.object(request);
    const text = definitionIn(said, 'Test job definition');
    const { rows, errors } = checkBody(VALIDATION, 'create', said);
    refuse(errors);
    const fault = validateDefinition(text, rows[0]?.strict === true);
    return json(reply, { message: verdict('Job', fault && validateText(fault)) });
  }

  @Post('validate_testdef')
  @HttpCode(200)
  @Needs({ only: 'token', anyone: true })
  async validateTest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    this.admit(request);
    const text = definitionIn(await this.object(request), 'Test definition');
    const fault: Fault | null = validateTestDefinition(text);
    return json(reply, { message: verdict('Test definition', fault && submitText(fault)) });
  }

  @Post('batch_cancel')
  @HttpCode(200)
  async cancelAll(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { job_ids: ids } = await this.object(request);
    if (!Array.isArray(ids)) throw new BadInput('A list of jobs is required.', { field: 'job_ids' });
    const { job_ids, invalid_job_ids } = await this.cancellations.cancelAll(ids, request.viewer);
    return json(reply, { message: 'Job cancel signal sent for job ids.', job_ids, invalid_job_ids });
  }

  @Post(':job/resubmit')
  @HttpCode(201)
  async resubmit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return json(reply, await told(this.resubmissions.resubmit(jobIn(request), request.viewer)));
  }

  /** A GET that acts, as LAVA has it; SQUAD posts (lava-rest §8.4, §10.1). */
  @Get(':job/cancel')
  async cancel(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.cancellations.cancel(jobIn(request), request.viewer);
    return json(reply, { message: 'Job cancel signal sent.' });
  }

  @Post(':job/cancel')
  @HttpCode(200)
  async cancelByPost(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.cancel(request, reply);
  }

  /** Nobody needs an account to have a definition checked, unless this server wants one of everybody (lava-rest §6.4). */
  private admit({ viewer }: FastifyRequest): void {
    if (this.config.requireLogin && viewer.id === null)
      throw new Unauthenticated('Authentication credentials were not provided.');
  }

  private said(request: FastifyRequest): Promise<unknown> {
    return readBody(request, Math.max(this.config.bodyLimit, LARGEST_BODY));
  }

  private async object(request: FastifyRequest): Promise<Record<string, unknown>> {
    const said = await this.said(request);
    return typeof said === 'object' && said !== null && !Array.isArray(said)
      ? (said as Record<string, unknown>)
      : {};
  }
}

const jobIn = (request: FastifyRequest): string => (request.params as { job: string }).job;

function refuse(errors: readonly FieldErrors[]): void {
  if (Object.keys(errors[0] ?? {}).length > 0) throw new BadInput('Invalid input.', { fields: errors[0] });
}

/** @throws Refusal in LAVA's own form, a text where other fields have a list */
function definitionIn({ definition }: Record<string, unknown>, what: string): string {
  if (definition === undefined || definition === null || definition === '')
    throw new Refusal({ definition: `${what} is required.` });
  if (typeof definition !== 'string') throw new Refusal({ definition: `${what} should be a string.` });
  return definition;
}

const verdict = (what: string, fault: string | null): string =>
  fault === null ? `${what} valid.` : `${what} invalid: ${fault}`;

/** What came of a submission; a refusal is told as LAVA tells it. */
async function told(submission: Promise<Submitted>): Promise<unknown> {
  try {
    const { ids, subIds } = await submission;
    return { message: 'job(s) successfully submitted', job_ids: subIds ?? ids };
  } catch (error) {
    if (error instanceof SubmissionRefused) throw new Refusal({ message: error.message });
    throw error;
  }
}
