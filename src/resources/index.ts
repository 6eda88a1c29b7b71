import { Resource } from '../collections/resource';
import { activities } from './activities/activities.resource';
import { aliases } from './aliases/aliases.resource';
import { architectures } from './architectures/architectures.resource';
import { artifacttokens } from './artifacttokens/artifacttokens.resource';
import { attachments } from './attachments/attachments.resource';
import { bitwidths } from './bitwidths/bitwidths.resource';
import { builds } from './builds/builds.resource';
import { cores } from './cores/cores.resource';
import { devicepermissions } from './devicepermissions/devicepermissions.resource';
import { devices } from './devices/devices.resource';
import { devicetypepermissions } from './devicetypepermissions/devicetypepermissions.resource';
import { devicetypes } from './devicetypes/devicetypes.resource';
import { failuretags } from './failuretags/failuretags.resource';
import { groups } from './groups/groups.resource';
import { ingestrecords } from './ingestrecords/ingestrecords.resource';
import { ingests } from './ingests/ingests.resource';
import { jobs } from './jobs/jobs.resource';
import { jobstatuses } from './jobstatuses/jobstatuses.resource';
import { logs } from './logs/logs.resource';
import { permissions } from './permissions/permissions.resource';
import { processors } from './processors/processors.resource';
import { suites } from './suites/suites.resource';
import { tags } from './tags/tags.resource';
import { testdata } from './testdata/testdata.resource';
import { tests } from './tests/tests.resource';
import { testsets } from './testsets/testsets.resource';
import { teststatuses } from './teststatuses/teststatuses.resource';
import { tokens } from './tokens/tokens.resource';
import { usergroups } from './usergroups/usergroups.resource';
import { users } from './users/users.resource';
import { workerpermissions } from './workerpermissions/workerpermissions.resource';
import { workers } from './workers/workers.resource';

/** Every collection under `/api/v1/`. */
export const RESOURCES: readonly Resource[] = [
  activities,
  aliases,
  architectures,
  artifacttokens,
  attachments,
  bitwidths,
  builds,
  cores,
  devicepermissions,
  devices,
  devicetypepermissions,
  devicetypes,
  failuretags,
  groups,
  ingestrecords,
  ingests,
  jobs,
  jobstatuses,
  logs,
  permissions,
  processors,
  suites,
  tags,
  testdata,
  tests,
  testsets,
  teststatuses,
  tokens,
  usergroups,
  users,
  workerpermissions,
  workers,
];
