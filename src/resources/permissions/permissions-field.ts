import { Viewer } from '../../auth/viewer';
import { RelationStatement } from '../../query/statement';
import { permissions } from './permissions.resource';

/** What somebody may do everywhere: in single rows, and no filter, so that nobody looks for those who may do something. */
export const PERMISSIONS: RelationStatement<Viewer> = {
  type: 'relation',
  to: () => permissions,
  many: true,
  alsoBy: 'codename',
  detailOnly: true,
  unfilterable: true,
  help: 'What they may do everywhere; in a body also by codename. In single rows only.',
};
