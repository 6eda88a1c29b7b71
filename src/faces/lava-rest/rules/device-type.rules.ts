import { WriteRules } from '../../../collections/resource';
import { assignAliases } from '../../../resources/aliases/assign-aliases';
import { insertRows } from '../../../store/row-store';
import { Key, Values } from '../../../store/values';
import { devicetypes } from '../statements/devicetypes';

/** Takes the aliases out of what is said of a device type: they are rows of their own. */
function takeAliases(values: Values): readonly Key[] | undefined {
  const names = values.aliases as readonly Key[] | undefined;
  delete values.aliases;
  return names;
}

/** A body that names aliases assigns them anew (lava-rest §2.5). */
export const deviceTypeRules: WriteRules = {
  async insert(rows, { manager }) {
    const names = rows.map(takeAliases);
    const keys = await insertRows(manager, devicetypes, rows);
    for (const [at, key] of keys.entries()) await assignAliases(manager, key, names[at] ?? []);
    return keys;
  },
  async beforeChange(values, key, { manager }) {
    const names = takeAliases(values);
    if (names) await assignAliases(manager, key, names);
  },
};
