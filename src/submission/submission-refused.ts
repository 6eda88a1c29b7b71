import { BadInput } from '../errors/domain-error';
import { Fault, submitText } from './fault';

/** Which check a submission did not pass: its text, what it asks of the server, the devices it needs. */
export type RefusalKind = 'data' | 'submission' | 'devices';

const MESSAGE: Readonly<Record<RefusalKind, (reason: string) => string>> = {
  data: (reason) => `Problem with submitted job data: ${reason}`,
  submission: (reason) => `job submission failed: ${reason}.`,
  devices: (reason) => `Devices unavailable: ${reason}`,
};

/** Why no job came of a submission, in the words of LAVA's REST API (lava-rest §8.1); other protocols word `reason` anew. */
export class SubmissionRefused extends BadInput {
  constructor(
    readonly kind: RefusalKind,
    readonly reason: string,
  ) {
    super(MESSAGE[kind](reason));
  }
}

/** The definition itself is wrong. */
export const refuseFault = (fault: Fault): SubmissionRefused =>
  new SubmissionRefused('data', submitText(fault));
