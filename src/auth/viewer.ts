import { TOKEN_SCOPES, TokenScope } from './token-scope';

/** Who is asking: a signed-in user or nobody, and what their credential allows. */
export interface Viewer {
  /** The user's id; null for an anonymous caller. */
  readonly id: number | null;
  readonly username: string;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
  readonly scopes: readonly TokenScope[];
  /** What they may do everywhere, themselves or through their groups: codenames such as `change_device`. */
  readonly permissions: readonly string[];
}

export const ANONYMOUS: Viewer = Object.freeze({
  id: null,
  username: '',
  is_staff: false,
  is_superuser: false,
  scopes: ['read'] as const,
  permissions: [],
});

/** True when the credential allows this: every scope includes the ones before it. */
export function allows(viewer: Viewer, scope: TokenScope): boolean {
  const rank = TOKEN_SCOPES.indexOf(scope);
  return viewer.scopes.some((held) => TOKEN_SCOPES.indexOf(held) >= rank);
}

/** Whether the caller holds a permission, with whatever credential: that decides what they see. */
export function holds(viewer: Viewer, codename: string): boolean {
  return viewer.is_superuser || viewer.permissions.includes(codename);
}

/** Whether the caller may do this everywhere: they hold the permission, and not with a token that merely reads or pushes. */
export function may(viewer: Viewer, codename: string): boolean {
  return viewer.id !== null && allows(viewer, 'admin') && holds(viewer, codename);
}
