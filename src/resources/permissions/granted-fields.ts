import { RelationStatement } from '../../query/statement';
import { Viewer } from '../../auth/viewer';
import { usergroups } from '../usergroups/usergroups.resource';
import { permissions } from './permissions.resource';

/** Who is let, and to do what. */
export const GRANTED: Record<'group' | 'permission', RelationStatement<Viewer>> = {
  group: { type: 'relation', to: () => usergroups, required: true, alsoBy: 'name' },
  permission: { type: 'relation', to: () => permissions, required: true, alsoBy: 'codename' },
};
