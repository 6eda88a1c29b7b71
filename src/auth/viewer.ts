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

/** True when the credential allows this: every scope includes the ones before it. */
export function allows(viewer: Viewer, scope: TokenScope): boolean {
  const rank = TOKEN_SCOPES.indexOf(scope);
  return viewer.scopes.some((held) => TOKEN_SCOPES.indexOf(held) >= rank);
}
