import { Injectable } from '@nestjs/common';
import { Needs } from '../auth/credentials.guard';

/** How a protocol refuses where its paths leave the way it is done: who asks, and what a refusal looks like. */
export interface Manners {
  /** The paths that are its own. */
  paths: RegExp;
  /** Those among them that nobody needs an account for. */
  forAnyone: RegExp;
  /** Which credentials it takes. */
  only?: Needs['only'];
  /** The status for missing or bad credentials, and what `WWW-Authenticate` says. */
  unauthenticated: { status: number; challenge?: string };
  /** Whether a refusal may say more than it must: a hint, the field beside the detail. */
  hints: boolean;
}

const NATIVE: Manners = {
  paths: /^\/api\/v1([/?]|$)/,
  forAnyone: /^\/api\/v1\/(token|schema|docs)([/?]|$)/,
  unauthenticated: { status: 401, challenge: 'Token' },
  hints: true,
};

/** The manners of all protocols: each face adds its own. */
@Injectable()
export class AllManners {
  private readonly faces: Manners[] = [NATIVE];

  add(manners: Manners): void {
    this.faces.push(manners);
  }

  /** Those of the protocol that a request target belongs to; null where it is nobody's (probes, metrics). */
  at(target: string): Manners | null {
    return this.faces.find(({ paths }) => paths.test(target)) ?? null;
  }
}
