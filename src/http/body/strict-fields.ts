import { FastifyRequest } from 'fastify';
import { Line } from '../../collections/line';
import { BadInput, FieldErrors } from '../../errors/domain-error';
import { prefersStrict } from '../prefer';
import { unknownNames } from '../refuse-unknown';

/** Passes bodies on, or refuses them for names that the collection does not have. */
export interface Heed {
  one(body: unknown): unknown;
  many(bodies: readonly unknown[]): readonly unknown[];
  lines(lines: AsyncIterable<Line>): AsyncIterable<Line>;
}

const HEEDLESS: Heed = { one: (body) => body, many: (bodies) => bodies, lines: (lines) => lines };

/**
 * Unknown names in a body are ignored, as Django REST framework does, unless the client prefers strict handling: then
 * a misspelt one is an error. Read-only names are no error, so that a row which was read can be sent back.
 */
export function strictFields(known: readonly string[], request: FastifyRequest): Heed {
  if (!prefersStrict(request)) return HEEDLESS;
  const faults = (body: unknown): FieldErrors =>
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? unknownNames(body as Record<string, unknown>, known, 'Unknown field.')
      : {};
  return {
    one(body) {
      const fields = faults(body);
      if (Object.keys(fields).length > 0) throw new BadInput('Invalid input.', { fields });
      return body;
    },
    many(bodies) {
      const fields = bodies.map(faults);
      if (fields.some((mine) => Object.keys(mine).length > 0))
        throw new BadInput('Invalid input.', { fields });
      return bodies;
    },
    async *lines(lines) {
      for await (const line of lines) {
        const fields = faults(line.value);
        if (Object.keys(fields).length > 0)
          throw new BadInput('Invalid input.', { fields: { line: [String(line.line)], ...fields } });
        yield line;
      }
    },
  };
}
