import { allows } from '../../../auth/viewer';
import { Row } from '../../../query/rows';
import { idOfArtifactToken } from '../../../resources/artifacttokens/id-of-name';
import { removeDeviceJobs } from '../../../resources/devices/remove-device';
import { removeDevicesOfType } from '../../../resources/devicetypes/remove-device-type';
import { removeDevicesOfGroup } from '../../../resources/usergroups/remove-user-group';
import { removeJobsOfUser } from '../../../resources/users/remove-user';
import { groupList, userList } from '../statements/accounts';
import { aliases } from '../statements/aliases';
import { artifactTokens } from '../statements/artifact-tokens';
import { devices } from '../statements/devices';
import { devicetypes } from '../statements/devicetypes';
import { jobs } from '../statements/jobs';
import { devicePermissions, deviceTypePermissions } from '../statements/permissions';
import { tags } from '../statements/tags';
import { workers } from '../statements/workers';
import { checkMetadataFilters } from '../metadata-filters';
import { LavaCollection, Showing } from './collection';
import { unlessRetired } from './retired-devices';

/**
 * Superusers read the secrets of jobs and workers, where there are any, unless their token merely reads or pushes; for others the
 * member is not there.
 */
function tokenForSuperusers(row: Row, { viewer }: Showing): Row {
  if (viewer.is_superuser && allows(viewer, 'admin')) return { ...row, token: row.token ?? '' };
  const { token: _secret, ...rest } = row;
  return rest;
}

const without = (row: Row, name: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([member]) => member !== name));

/** In the order in which the API's root lists them. */
export const COLLECTIONS: readonly LavaCollection[] = [
  {
    path: 'aliases',
    resource: aliases,
    readers: 'users',
    putNeeds: ['name'],
    made: { ...aliases, visible: undefined },
  },
  {
    path: 'devices',
    resource: devices,
    readers: 'anyone',
    partialPut: true,
    // A device that was changed is shown without its name (lava-rest §2.4).
    present: (row, { deed }) => (deed === 'change' ? without(row, 'hostname') : row),
    about: unlessRetired,
    beforeRemove: removeDeviceJobs,
  },
  {
    path: 'devicetypes',
    resource: devicetypes,
    readers: 'anyone',
    putNeeds: ['name', 'aliases'],
    beforeRemove: removeDevicesOfType,
  },
  {
    path: 'jobs',
    resource: jobs,
    readers: 'anyone',
    writes: ['change', 'remove'],
    partialPut: true,
    check: checkMetadataFilters,
    present: tokenForSuperusers,
  },
  { path: 'permissions/devicetypes', resource: deviceTypePermissions, readers: 'superusers' },
  { path: 'permissions/devices', resource: devicePermissions, readers: 'superusers' },
  { path: 'tags', resource: tags, readers: 'users' },
  {
    path: 'workers',
    resource: workers,
    readers: 'anyone',
    partialPut: true,
    present: tokenForSuperusers,
  },
  {
    path: 'remote-artifact-tokens',
    resource: artifactTokens,
    readers: 'users',
    keyOf: idOfArtifactToken,
    present: (row) => without(row, 'id'),
  },
  { path: 'groups', resource: groupList, readers: 'superusers', beforeRemove: removeDevicesOfGroup },
  { path: 'users', resource: userList, readers: 'superusers', beforeRemove: removeJobsOfUser },
];
