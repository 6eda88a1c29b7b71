import { BadInput } from '../errors/domain-error';
import { Cell } from './copy-text';
import { DraftPermission } from './draft-lab';
import { References } from './references';
import { idsByKeys, upsertRows } from './rows';
import { Writing } from './write-draft';

type Key = readonly (string | number)[];

/** @throws BadInput two rows have the same key */
function refuseTwins(keys: readonly Key[], rows: readonly { where: string }[]): void {
  const seen = new Set<string>();
  keys.forEach((key, at) => {
    const mark = JSON.stringify(key);
    if (seen.has(mark)) throw new BadInput(`${rows[at]?.where ?? ''}: is there twice`);
    seen.add(mark);
  });
}

/** What user groups may do with single device types, devices and workers. */
export async function writeGrants(writing: Writing): Promise<void> {
  const { draft } = writing;
  await writeKind(writing, 'device type', 'device_type', 'gdt', draft.device_type_permissions);
  await writeKind(writing, 'device', 'device', 'gd', draft.device_permissions);
  await writeKind(writing, 'worker', 'worker', 'gw', draft.worker_permissions);
}

/** @param short what placeholders of the LAVA form call these rows */
async function writeKind(
  { client, report }: Writing,
  kind: 'device type' | 'device' | 'worker',
  column: 'device_type' | 'device' | 'worker',
  short: string,
  grants: DraftPermission[],
): Promise<void> {
  if (grants.length === 0) return;
  const table = `${column}_permissions`;
  const model = column.replace('_', '');
  const known = await References.load(client, {
    [kind]: grants.map(({ object }) => object),
    'user group': grants.map(({ group }) => group),
    permission: grants.map(({ permission }) => permission),
  });
  const keys = grants.map(({ object, group, permission, where }): Key => {
    if (!permission.endsWith(`_${model}`))
      throw new BadInput(
        `${where}.permission: ${JSON.stringify(permission)} is nothing one does to a ${kind}`,
      );
    return [
      known.find(kind, object, `${where}.${column}`),
      known.find('user group', group, `${where}.group`),
      known.find('permission', permission, `${where}.permission`),
    ];
  });
  refuseTwins(keys, grants);
  const columns = [column, 'group', 'permission'];
  const ids = await idsByKeys(client, table, columns, keys);
  const rows = keys.map((key, at): Cell[] => [ids[at] as number, ...key]);
  await upsertRows(client, table, ['id', ...columns], rows);
  grants.forEach(({ key }, at) => key !== undefined && report.id(short, key, ids[at] as number));
  report.count(table, rows.length);
}

/** Secrets for servers of artifacts, by user and name. */
export async function writeArtifactTokens({ client, draft, report }: Writing): Promise<void> {
  const tokens = draft.artifact_tokens;
  if (tokens.length === 0) return;
  const known = await References.load(client, { user: tokens.map(({ user }) => user) });
  const keys = tokens.map(({ user, name, where }): Key => [known.find('user', user, `${where}.user`), name]);
  refuseTwins(keys, tokens);
  const ids = await idsByKeys(client, 'artifact_tokens', ['user', 'name'], keys);
  const rows = tokens.map(({ token }, at): Cell[] => [ids[at] as number, ...(keys[at] as Key), token]);
  await upsertRows(client, 'artifact_tokens', ['id', 'user', 'name', 'token'], rows);
  report.count('artifact_tokens', rows.length);
}
