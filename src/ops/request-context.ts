import { AsyncLocalStorage } from 'node:async_hooks';

/** The id of the request that the code at hand runs for; nothing outside of requests and when the log is silent. */
export const requestContext = new AsyncLocalStorage<string>();
