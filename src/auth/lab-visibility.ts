import { holds, Viewer } from './viewer';

type Bind = (value: unknown) => string;
type LabPredicate = (row: string, viewer: Viewer, bind: Bind) => string | null;

/** Whether the caller may see the object whose key stands in a column; null when they see all. */
type KeyPredicate = (column: string, viewer: Viewer, bind: Bind) => string | null;

/**
 * Only rows that let a group *view* something hide it from the others; a group that may do more may view. The rule itself is
 * kept by the database, in functions that give the keys of what is hidden (migration `lab-visibility`): PostgreSQL calls
 * them once a query.
 */
const outside =
  (model: string, keys: (user: string, viewer: Viewer) => string): KeyPredicate =>
  (column, viewer, bind) => {
    if (holds(viewer, `view_${model}`)) return null;
    return notAmong(column, `SELECT ${keys(viewer.id === null ? 'NULL' : bind(viewer.id), viewer)}`);
  };

/**
 * "Not among these keys", where nearly all rows pass. Written so that PostgreSQL expects that: it takes a plain `NOT IN` for
 * the toss of a coin, and plans accordingly.
 */
const notAmong = (column: string, keys: string): string => `nullif(${column} IN (${keys}), true) IS NOT NULL`;

export const deviceTypeKeyVisible = outside('devicetype', (user) => `hidden_device_types(${user})`);
/** A device is hidden with its type, unless one of my groups holds something on the device itself. */
export const deviceKeyVisible = outside(
  'device',
  (user, viewer) => `hidden_devices(${user}, ${holds(viewer, 'view_devicetype')})`,
);
export const workerKeyVisible = outside('worker', (user) => `hidden_workers(${user})`);

const byKey =
  (column: string, rule: KeyPredicate): LabPredicate =>
  (row, viewer, bind) =>
    rule(`${row}.${column}`, viewer, bind);

/** Who may see a row of `device_types`, `devices`, `workers`. */
export const deviceTypeVisible = byKey('"name"', deviceTypeKeyVisible);
export const deviceVisible = byKey('"hostname"', deviceKeyVisible);
export const workerVisible = byKey('"hostname"', workerKeyVisible);

/** Another name is seen with the device type that it names; one that names nothing, by everybody. */
export const aliasVisible: LabPredicate = (row, viewer, bind) => {
  const type = deviceTypeKeyVisible(`${row}."device_type"`, viewer, bind);
  return type && `(${row}."device_type" IS NULL OR ${type})`;
};

/**
 * To which devices the caller may submit, as SQL over a row of `devices`: those on which a group of theirs holds *submit* or
 * *change*; and those they see, unless there are *submit* rows on the device or its type, none of them theirs.
 */
export const deviceSubmittable: LabPredicate = (row, viewer, bind) => {
  if (viewer.id === null) return 'false';
  if (holds(viewer, 'submit_to_device') || holds(viewer, 'change_device')) return null;
  const user = bind(viewer.id);
  const byDevice = granted('device_permissions', 'device', `${row}."hostname"`);
  const byType = granted('device_type_permissions', 'devicetype', `${row}."device_type"`);
  const open = [
    deviceVisible(row, viewer, bind),
    `NOT ${byDevice.reserved}`,
    holds(viewer, 'submit_to_devicetype') ? null : `(NOT ${byType.reserved} OR ${byType.mine(user)})`,
  ];
  return `(${byDevice.mine(user)} OR (${open.filter((part) => part !== null).join(' AND ')}))`;
};

/** What is granted on one object: whether there are *submit* rows at all, and whether a group of mine may submit or change. */
function granted(table: string, model: 'device' | 'devicetype', key: string) {
  const column = model === 'device' ? 'device' : 'device_type';
  const rows =
    `SELECT 1 FROM "${table}" p JOIN "permissions" c ON c."id" = p."permission"` +
    ` WHERE p."${column}" = ${key} AND c."codename"`;
  return {
    reserved: `EXISTS (${rows} = 'submit_to_${model}')`,
    mine: (user: string) =>
      `EXISTS (${rows} IN ('submit_to_${model}', 'change_${model}') AND p."group" IN` +
      ` (SELECT m."group" FROM "user_group_members" m WHERE m."user" = ${user}))`,
  };
}
