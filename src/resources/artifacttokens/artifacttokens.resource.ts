import { onlyOwnRows } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { nameKey, NUMBER_KEY } from '../fields';
import { users } from '../users/users.resource';
import { ArtifactToken } from './artifact-token.entity';

export const artifacttokens: Resource = resource({
  name: 'artifacttokens',
  verboseName: 'artifact token',
  description:
    'Your secrets for servers that hold artifacts: jobs of yours fetch files with them. Nobody else sees them.',
  entity: ArtifactToken,
  key: 'id',
  access: 'own',
  owner: 'user',
  visible: onlyOwnRows('"user"'),
  uniqueTogether: [['user', 'name']],
  fields: {
    id: NUMBER_KEY,
    user: { type: 'relation', to: () => users, readOnly: true, help: 'Yourself.' },
    name: { ...nameKey('By this jobs name it.'), createOnly: false, unique: false, maxLength: 100 },
    token: { type: 'text', required: true, unfilterable: true, untrimmed: true, help: 'The secret.' },
  },
  ordering: ['id', 'name'],
  defaultOrder: ['id'],
});
