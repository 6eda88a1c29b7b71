import { holds, Viewer } from './viewer';

type Bind = (value: unknown) => string;
type LabPredicate = (row: string, viewer: Viewer, bind: Bind) => string | null;

/** Where it is written what groups may do with single objects, and what of it lets them see one, or submit to it. */
const GRANTS = {
  devicetype: {
    table: '"device_type_permissions"',
    object: '"device_type"',
    view: ['view_devicetype', 'submit_to_devicetype', 'change_devicetype'],
    submit: ['submit_to_devicetype', 'change_devicetype'],
  },
  device: {
    table: '"device_permissions"',
    object: '"device"',
    view: ['view_device', 'submit_to_device', 'change_device'],
    submit: ['submit_to_device', 'change_device'],
  },
  worker: {
    table: '"worker_permissions"',
    object: '"worker"',
    view: ['view_worker', 'change_worker'],
    submit: [],
  },
} as const;
type Model = keyof typeof GRANTS;

/** The objects of which some group holds one of these: with `me`, some group of mine. */
function granted(model: Model, codenames: readonly string[], me?: string): string {
  const { table, object } = GRANTS[model];
  const mine =
    me === undefined ? '' : ` JOIN "user_group_members" m ON m."group" = p."group" AND m."user" = ${me}`;
  const named = codenames.map((codename) => `'${codename}'`).join(', ');
  return (
    `SELECT p.${object} FROM ${table} p JOIN "permissions" c ON c."id" = p."permission"${mine}` +
    ` WHERE c."codename" IN (${named})`
  );
}

/**
 * The keys of the objects that this caller may not see, as a sub-select that PostgreSQL evaluates once a query; null when
 * there are none. Only rows that let a group *view* something hide it from the others; whoever may do more may view.
 */
function hidden(model: Model, viewer: Viewer, bind: Bind, inherited?: string): string | null {
  if (holds(viewer, `view_${model}`)) return null;
  const restricted = [granted(model, [`view_${model}`]), ...(inherited === undefined ? [] : [inherited])];
  const all = restricted.join(' UNION ALL ');
  if (viewer.id === null) return all;
  return `${restricted.length > 1 ? `(${all})` : all} EXCEPT ${granted(model, GRANTS[model].view, bind(viewer.id))}`;
}

export const hiddenDeviceTypes = (viewer: Viewer, bind: Bind): string | null =>
  hidden('devicetype', viewer, bind);

export const hiddenWorkers = (viewer: Viewer, bind: Bind): string | null => hidden('worker', viewer, bind);

/** A device is hidden with its type, unless one of my groups holds something on the device itself. */
export function hiddenDevices(viewer: Viewer, bind: Bind): string | null {
  if (holds(viewer, 'view_device')) return null;
  const types = hiddenDeviceTypes(viewer, bind);
  const ofTypes =
    types === null ? undefined : `SELECT d."hostname" FROM "devices" d WHERE d."device_type" IN (${types})`;
  return hidden('device', viewer, bind, ofTypes);
}

const outside =
  (column: string, keys: (viewer: Viewer, bind: Bind) => string | null): LabPredicate =>
  (row, viewer, bind) => {
    const sql = keys(viewer, bind);
    return sql === null ? null : `${row}.${column} NOT IN (${sql})`;
  };

/** Who may see a row of `device_types`, `devices`, `workers`. */
export const deviceTypeVisible = outside('"name"', hiddenDeviceTypes);
export const deviceVisible = outside('"hostname"', hiddenDevices);
export const workerVisible = outside('"hostname"', hiddenWorkers);

/** Another name is seen with the device type that it names; one that names nothing, by everybody. */
export const aliasVisible: LabPredicate = (row, viewer, bind) => {
  const types = hiddenDeviceTypes(viewer, bind);
  return types === null ? null : `(${row}."device_type" IS NULL OR ${row}."device_type" NOT IN (${types}))`;
};

/**
 * To which devices the caller may submit, as SQL over a row of `devices`: those on which a group of theirs holds *submit* or
 * *change*; and those they see, unless there are *submit* rows on the device or its type, none of them theirs.
 */
export const deviceSubmittable: LabPredicate = (row, viewer, bind) => {
  if (viewer.id === null) return 'false';
  if (holds(viewer, 'submit_to_device') || holds(viewer, 'change_device')) return null;
  const me = bind(viewer.id);
  const types = `${granted('devicetype', ['submit_to_devicetype'])} EXCEPT ${granted('devicetype', GRANTS.devicetype.submit, me)}`;
  const open = [
    deviceVisible(row, viewer, bind),
    `${row}."hostname" NOT IN (${granted('device', ['submit_to_device'])})`,
    holds(viewer, 'submit_to_devicetype') ? null : `${row}."device_type" NOT IN (${types})`,
  ];
  return (
    `(${row}."hostname" IN (${granted('device', GRANTS.device.submit, me)})` +
    ` OR (${open.filter((part) => part !== null).join(' AND ')}))`
  );
};
