import { superusersOnly } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { workers } from '../workers/workers.resource';
import { NUMBER_KEY } from '../fields';
import { GRANTED } from '../permissions/granted-fields';
import { permissionRules } from '../permissions/granted.rules';
import { WorkerPermission } from './worker-permission.entity';

export const workerpermissions: Resource = resource({
  name: 'workerpermissions',
  verboseName: 'worker permission',
  description:
    'What user groups may do with single workers: `view_worker`, `change_worker`. Where some group may view one, others do not see it.',
  entity: WorkerPermission,
  key: 'id',
  access: 'superuser',
  visible: superusersOnly,
  rules: permissionRules('worker'),
  uniqueTogether: [['worker', 'permission', 'group']],
  fields: {
    id: NUMBER_KEY,
    worker: { type: 'relation', to: () => workers, required: true },
    ...GRANTED,
  },
  ordering: ['id', 'worker', 'group', 'permission'],
  defaultOrder: ['id'],
});
