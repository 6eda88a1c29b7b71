import { Resource, resource } from '../../../collections/resource';
import { ArtifactToken } from '../../../resources/artifacttokens/artifact-token.entity';
import { NUMBER_KEY } from '../../../resources/fields';
import { users } from './accounts';

/** `/remote-artifact-tokens/` (lava-rest §1.8): everybody's own, superusers' too; paths name them. */
export const artifactTokens: Resource = resource({
  name: 'remote-artifact-tokens',
  verboseName: 'remote artifact token',
  description: 'Secrets for servers that hold artifacts.',
  entity: ArtifactToken,
  key: 'id',
  access: 'own',
  owner: 'user',
  visible: (row, viewer, bind) => `${row}."user" = ${bind(viewer.id)}`,
  uniqueTogether: [['user', 'name']],
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    user: { type: 'relation', to: () => users, hidden: true, unfilterable: true },
    name: { type: 'text', required: true, maxLength: 100, unfilterable: true },
    token: { type: 'text', required: true, maxLength: 200, unfilterable: true },
  },
  ordering: ['name'],
  defaultOrder: ['name'],
});
