import { HttpException } from '@nestjs/common';

/** A refusal whose whole body a protocol prescribes: neither `{"detail"}` nor messages by field. */
export class Refusal extends HttpException {
  constructor(
    readonly body: unknown,
    status = 400,
  ) {
    super('Refused.', status);
  }
}
