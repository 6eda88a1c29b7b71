import { Resource, resource } from '../../collections/resource';
import { BitWidth } from './bit-width.entity';

export const bitwidths: Resource = resource({
  name: 'bitwidths',
  verboseName: 'bit width',
  description: 'Register widths that device types have.',
  entity: BitWidth,
  key: 'width',
  access: 'staff',
  fields: {
    width: { type: 'int', required: true, createOnly: true, unique: true, minimum: 1, help: 'Bits.' },
  },
  ordering: ['width'],
  defaultOrder: ['width'],
});
