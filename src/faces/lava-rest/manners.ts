import { Manners } from '../../http/manners';

/** Every refusal of a credential is 403 and challenges nobody; only `Token` is heeded (lava-rest §6.2). */
export const LAVA_MANNERS: Manners = {
  paths: /^\/(api\/v0\.[123]|results)([/?]|$)/,
  forAnyone: /^\/api\/v0\.[123]\/token([/?]|$)/,
  only: 'token',
  unauthenticated: { status: 403 },
  hints: false,
};
