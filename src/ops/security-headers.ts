import helmet from '@fastify/helmet';
import { FastifyInstance } from 'fastify';

/**
 * Headers that keep a browser from making more of an answer than it is. Data need no scripts, styles or frames, so the
 * policy allows nothing; a page sets its own `Content-Security-Policy`. HTTPS, and with it HSTS, is the proxy's.
 */
export async function installSecurityHeaders(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}
