import { deviceTypeVisible, deviceVisible, workerVisible } from '../../../auth/lab-visibility';
import { Resource, resource } from '../../../collections/resource';
import { PlainFieldStatement } from '../../../query/statement';
import { Device, DEVICE_HEALTHS } from '../../../resources/devices/device.entity';
import { DeviceType } from '../../../resources/devicetypes/device-type.entity';
import { Worker, WORKER_HEALTHS } from '../../../resources/workers/worker.entity';
import { workerRules } from '../../../resources/workers/worker.rules';

/** Kept to the letter, but not without one. */
const DOCUMENT: PlainFieldStatement = {
  type: 'text',
  required: true,
  untrimmed: true,
  maxLength: 1_000_000,
  unfilterable: true,
};

/**
 * One part of a row of the lab, as its own routes read and write it (lava-rest §1.4–1.6). Who may write is not the same for all: the
 * routes ask, so that anyone who has signed in may here.
 */
const part = (
  of: Pick<Resource, 'entity' | 'key' | 'verboseName' | 'visible' | 'rules'>,
  fields: Resource['fields'],
): Resource =>
  resource({
    ...of,
    name: of.verboseName,
    description: '',
    access: 'own',
    fields: { [of.key]: { type: 'text', readOnly: true, unfilterable: true }, ...fields },
    ordering: [],
    defaultOrder: [of.key],
  });

const DEVICE = { entity: Device, key: 'hostname', verboseName: 'device', visible: deviceVisible };
const DEVICE_TYPE = {
  entity: DeviceType,
  key: 'name',
  verboseName: 'device type',
  visible: deviceTypeVisible,
};
const WORKER = {
  entity: Worker,
  key: 'hostname',
  verboseName: 'worker',
  visible: workerVisible,
  rules: workerRules,
};

export const deviceDictionary = part(DEVICE, { dictionary: DOCUMENT });
export const deviceHealth = part(DEVICE, {
  health: { type: 'choice', choices: DEVICE_HEALTHS, required: true, unfilterable: true },
});
export const deviceTypeTemplate = part(DEVICE_TYPE, { template: DOCUMENT });
export const deviceTypeHealthCheck = part(DEVICE_TYPE, {
  config: { ...DOCUMENT, property: 'health_check' },
});
export const workerConfig = part(WORKER, { config: DOCUMENT });
export const workerEnv = part(WORKER, { env: DOCUMENT });
export const workerHealth = part(WORKER, {
  health: { type: 'choice', choices: WORKER_HEALTHS, required: true, unfilterable: true },
});
