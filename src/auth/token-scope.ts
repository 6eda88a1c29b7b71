/** What a token may be used for: each scope includes the ones before it. */
export const TOKEN_SCOPES = ['read', 'push', 'admin'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
