import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Conflict, Unauthenticated } from '../errors/domain-error';
import { User } from './entities/user.entity';
import { hashPassword, passwordMatches } from './passwords';
import { openToken, sealToken } from './token-seal';
import { newTokenSecret, tokenHash, tokenPrefix } from './token-secret';
import { TOKEN_SCOPES, TokenScope } from './token-scope';
import { Viewer } from './viewer';

const PASSWORD_MEMORY = 60_000;
const PASSWORDS_KEPT = 1_000;

/** What there is to say of a new token; `sealed` is its secret, locked with the user's password. */
interface NewToken {
  name?: string;
  scopes?: readonly TokenScope[];
  expires?: string | null;
  secret?: string;
  sealed?: Buffer;
}

interface Account {
  id: number;
  username: string;
  password: string | null;
  is_active: boolean;
  is_staff: boolean;
  is_superuser: boolean;
  permissions: string[];
}

/** What a user `u` may do everywhere, themselves or through groups. */
const PERMISSIONS = `ARRAY(
  SELECT c.codename FROM permissions c WHERE c.id IN (
    SELECT p.permission FROM user_permissions p WHERE p."user" = u.id
    UNION ALL
    SELECT p.permission FROM user_group_permissions p JOIN user_group_members m ON m."group" = p."group"
     WHERE m."user" = u.id)) AS permissions`;

const viewerOf = (account: Account, scopes: readonly TokenScope[]): Viewer => ({
  id: account.id,
  username: account.username,
  is_staff: account.is_staff,
  is_superuser: account.is_superuser,
  scopes,
  permissions: account.permissions,
});

/** Users and their credentials: who is this, and how does one become somebody. */
@Injectable()
export class AccountsService {
  /** Passwords that matched lately, as keyed hashes: argon2 is meant to be slow, a harness asks often. */
  private readonly matched = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** @throws Unauthenticated the token is unknown, expired, or its user inactive. */
  async viewerByToken(secret: string): Promise<Viewer> {
    const [row] = await this.dataSource.query<
      (Account & { token: number; scopes: TokenScope[]; expired: boolean; stale: boolean })[]
    >(
      `SELECT u.*, ${PERMISSIONS}, t.id AS token, t.scopes, t.expires <= now() AS expired,
              t.last_used IS NULL OR t.last_used < now() - interval '1 minute' AS stale
         FROM tokens t JOIN users u ON u.id = t."user" WHERE t.hash = $1`,
      [tokenHash(secret)],
    );
    if (!row || row.expired) throw new Unauthenticated('Invalid token.');
    if (!row.is_active) throw new Unauthenticated('User inactive or deleted.');
    // Once a minute is enough to tell whether a token is in use.
    if (row.stale)
      await this.dataSource.query('UPDATE tokens SET last_used = now() WHERE id = $1', [row.token]);
    return viewerOf(row, row.scopes);
  }

  /** @throws Unauthenticated wrong name or password, or the user is inactive. */
  async viewerByPassword(username: string, password: string): Promise<Viewer> {
    const [row] = await this.dataSource.query<Account[]>(
      `SELECT u.*, ${PERMISSIONS} FROM users u WHERE u.username = $1`,
      [username],
    );
    if (!(await this.matches(row?.password ?? null, password)) || !row)
      throw new Unauthenticated('Invalid username/password.');
    if (!row.is_active) throw new Unauthenticated('User inactive or deleted.');
    return viewerOf(row, TOKEN_SCOPES);
  }

  private async matches(stored: string | null, password: string): Promise<boolean> {
    const key = stored && createHash('sha256').update(`${stored}\0${password}`).digest('base64');
    if (key && (this.matched.get(key) ?? 0) > Date.now()) return true;
    const good = await passwordMatches(stored, password);
    if (good && key) {
      if (this.matched.size >= PASSWORDS_KEPT) this.matched.clear();
      this.matched.set(key, Date.now() + PASSWORD_MEMORY);
    }
    return good;
  }

  /** Makes a user. @throws Conflict the name is taken. */
  async createUser(
    user: Pick<User, 'username'> &
      Partial<Pick<User, 'email' | 'is_staff' | 'is_superuser'>> & { password?: string | null },
    manager: EntityManager = this.dataSource.manager,
  ): Promise<number> {
    const password = user.password ? await hashPassword(user.password) : null;
    const [row] = await manager.query<{ id: number }[]>(
      `INSERT INTO users (username, email, password, is_staff, is_superuser) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (username) DO NOTHING RETURNING id`,
      [
        user.username,
        user.email ?? '',
        password,
        user.is_staff ?? user.is_superuser ?? false,
        user.is_superuser ?? false,
      ],
    );
    if (!row) throw new Conflict('user with this username already exists.', { field: 'username' });
    return row.id;
  }

  /**
   * The token that a user name and a password are exchanged for: the first that can be given again, else a new one, which is
   * sealed with the password and can be given again until that changes (decision 0012).
   * @throws Unauthenticated as `viewerByPassword`
   */
  async loginToken(
    username: string,
    password: string,
    { makeSecret = newTokenSecret }: { makeSecret?: () => string } = {},
  ): Promise<string> {
    const { id } = await this.viewerByPassword(username, password);
    const user = id as number;
    const known = await this.sealedToken(user, password, this.dataSource.manager);
    if (known !== null) return known;
    const secret = makeSecret();
    const sealed = await sealToken(secret, password);
    return this.dataSource.transaction(async (manager) => {
      // Two who log in at once get one token.
      await manager.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [user]);
      const other = await this.sealedToken(user, password, manager);
      if (other !== null) return other;
      await this.createToken(user, { name: 'login', secret, sealed }, manager);
      return secret;
    });
  }

  /** The first of the user's tokens that this password opens. What it does not open was sealed with a former one: for good. */
  private async sealedToken(user: number, password: string, manager: EntityManager): Promise<string | null> {
    const tokens = await manager.query<{ id: number; sealed: Buffer }[]>(
      `SELECT id, sealed FROM tokens
        WHERE "user" = $1 AND sealed IS NOT NULL AND (expires IS NULL OR expires > now()) ORDER BY id`,
      [user],
    );
    for (const { id, sealed } of tokens) {
      const secret = await openToken(sealed, password);
      if (secret !== null) return secret;
      await manager.query('UPDATE tokens SET sealed = NULL WHERE id = $1', [id]);
    }
    return null;
  }

  /** Makes a token for a user and returns its secret, which is not to be had again unless it is sealed. */
  async createToken(
    user: number,
    token: NewToken = {},
    manager: EntityManager = this.dataSource.manager,
  ): Promise<{ id: number; secret: string }> {
    const secret = token.secret ?? newTokenSecret();
    const [row] = await manager.query<{ id: number }[]>(
      `INSERT INTO tokens ("user", name, prefix, hash, scopes, expires, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        user,
        token.name ?? '',
        tokenPrefix(secret),
        tokenHash(secret),
        JSON.stringify(token.scopes ?? TOKEN_SCOPES),
        token.expires ?? null,
        token.sealed ?? null,
      ],
    );
    if (!row) throw new Error('INSERT … RETURNING gave no row');
    return { id: row.id, secret };
  }
}
