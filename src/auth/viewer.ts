import { TOKEN_SCOPES, TokenScope } from './token-scope';

/** Who is asking: a signed-in user or nobody, and what their credential allows. */
export interface Viewer {
  /** The user's id; null for an anonymous caller. */
  readonly id: number | null;
  readonly username: string;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly scopes: readonly TokenScope[];
}

export const ANONYMOUS: Viewer = Object.freeze({
  id: null,
  username: '',
  is_staff: false,
  is_superuser: false,
  scopes: ['read'] as const,
});

/** The server itself, for work that nobody asked for: it sees everything. */
export const SYSTEM: Viewer = Object.freeze({
  id: null,
  username: 'system',
  is_staff: true,
  is_superuser: true,
  scopes: TOKEN_SCOPES,
});

/** True when the credential allows this: every scope includes the ones before it. */
export function allows(viewer: Viewer, scope: TokenScope): boolean {
  const rank = TOKEN_SCOPES.indexOf(scope);
  return viewer.scopes.some((held) => TOKEN_SCOPES.indexOf(held) >= rank);
}
