import { tokenHash, tokenPrefix } from '../auth/token-secret';
import { BadInput } from '../errors/domain-error';
import { Cell } from './copy-text';
import { References } from './references';
import { findKeys, replaceLinks, takeIds, upsertRows } from './rows';
import { copyRows } from './table-writer';
import { Writing } from './write-draft';

interface NamedRow {
  name: string;
  id?: number;
  key?: string;
}

/**
 * The numbers of rows with a natural key, by that key: what the table has already, and new ones for the rest. Reported
 * under `kind`.
 */
export async function numberByName(
  { client, report }: Writing,
  kind: string,
  table: string,
  column: string,
  rows: readonly NamedRow[],
): Promise<Map<string | number, number>> {
  const names = rows.map((row) => row.name);
  const known = await findKeys<number>(client, table, column, 'id', names);
  const fresh = rows.filter((row) => !known.has(row.name));
  const { ids, kept } = await takeIds(
    client,
    table,
    fresh.map((row) => row.id),
  );
  fresh.forEach((row, at) => known.set(row.name, ids[at] as number));
  if (!kept && fresh.some((row) => row.id !== undefined))
    report.warn(`${table}: numbers of the file are taken; new ones were given, see ids.${kind}`);
  for (const row of rows) report.id(kind, row.key ?? row.name, known.get(row.name) as number);
  return known;
}

/** User groups, users, their memberships and tokens. */
export async function writeAccounts(writing: Writing): Promise<void> {
  const { client, draft, report } = writing;
  const groups = await numberByName(writing, 'group', 'user_groups', 'name', draft.user_groups);
  await upsertRows(
    client,
    'user_groups',
    ['id', 'name'],
    draft.user_groups.map((group) => [groups.get(group.name) as number, group.name]),
    { key: 'name', keep: ['id'] },
  );
  report.count('user_groups', draft.user_groups.length);
  await writeHeld(writing, 'user_group_permissions', 'group', draft.user_groups, (group) =>
    groups.get(group.name),
  );
  await writeUsers(writing);
}

/** What users and groups may do everywhere. */
async function writeHeld<H extends { where?: string; permissions?: string[] }>(
  { client }: Writing,
  table: string,
  column: 'user' | 'group',
  holders: readonly H[],
  id: (holder: H) => number | undefined,
): Promise<void> {
  const known = await References.load(client, {
    permission: holders.flatMap((holder) => holder.permissions ?? []),
  });
  const held = holders.map(
    (holder) =>
      [
        id(holder) as number,
        known.all('permission', holder.permissions ?? [], `${holder.where ?? column}.permissions`),
      ] as const,
  );
  await replaceLinks(client, table, column, 'permission', held);
}

const USER_COLUMNS = ['id', 'username', 'email', 'first_name', 'last_name', 'password'].concat(
  'is_active',
  'is_staff',
  'is_superuser',
);

async function writeUsers(writing: Writing): Promise<void> {
  const { client, draft, report, passwords } = writing;
  const users = draft.users;
  const named = users.map((user) => ({ name: user.username, id: user.id, key: user.key }));
  const ids = await numberByName(writing, 'user', 'users', 'username', named);
  const rows = users.map((user, at): Cell[] => [
    ids.get(user.username) as number,
    user.username,
    user.email,
    user.first_name,
    user.last_name,
    passwords[at] ?? null,
    user.is_active,
    user.is_staff,
    user.is_superuser,
  ]);
  await upsertRows(client, 'users', USER_COLUMNS, rows, { key: 'username', keep: ['id'] });
  report.count('users', users.length);
  const known = await References.load(client, { 'user group': users.flatMap((user) => user.groups) });
  const members = users.map(
    (user) =>
      [
        ids.get(user.username) as number,
        known.all('user group', user.groups, `${user.where}.groups`),
      ] as const,
  );
  await replaceLinks(client, 'user_group_members', 'user', 'group', members);
  await writeHeld(writing, 'user_permissions', 'user', users, (user) => ids.get(user.username));
  await writeTokens(writing, ids);
}

/** Tokens that the user has already stay, but for the lock of the first one: the password is that of the file now. */
async function writeTokens(
  { client, draft, report, sealed }: Writing,
  ids: Map<string | number, number>,
): Promise<void> {
  const tokens = draft.users.flatMap((user, at) =>
    user.tokens.map((token, n) => ({
      ...token,
      user,
      hash: tokenHash(token.secret),
      sealed: n === 0 ? (sealed[at] ?? null) : null,
    })),
  );
  const { rows } = await client.query<{ hash: Buffer; user: number }>(
    'SELECT hash, "user" FROM tokens WHERE hash = ANY ($1::bytea[])',
    [tokens.map((token) => token.hash)],
  );
  const owners = new Map(rows.map((row) => [row.hash.toString('hex'), row.user]));
  const fresh: Cell[][] = [];
  for (const token of tokens) {
    const hash = token.hash.toString('hex');
    const user = ids.get(token.user.username) as number;
    const owner = owners.get(hash);
    if (owner !== undefined && owner !== user)
      throw new BadInput(`${token.user.where}: one of its tokens is somebody else's already`);
    if (owner === undefined)
      fresh.push([user, token.name, tokenPrefix(token.secret), token.hash, token.sealed]);
    owners.set(hash, user);
  }
  await copyRows(client, 'tokens', ['user', 'name', 'prefix', 'hash', 'sealed'], fresh);
  const locked = tokens.filter((token) => token.sealed !== null);
  await client.query(
    `UPDATE tokens t SET sealed = l.sealed FROM unnest($1::bytea[], $2::bytea[]) l(hash, sealed)
      WHERE t.hash = l.hash AND t.sealed IS DISTINCT FROM l.sealed`,
    [locked.map((token) => token.hash), locked.map((token) => token.sealed)],
  );
  report.count('tokens', tokens.length);
}
