import { ownRows } from '../../auth/visibility';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { users } from '../users/users.resource';
import { Ingest } from './ingest.entity';

export const ingests: Resource = resource({
  name: 'ingests',
  verboseName: 'ingest',
  description: 'Your uploads and what became of them: the receipts.',
  entity: Ingest,
  key: 'id',
  access: 'nobody',
  visible: ownRows('"submitter"'),
  fields: {
    id: NUMBER_KEY,
    job: { type: 'relation', to: () => jobs },
    submitter: { type: 'relation', to: () => users },
    format: { type: 'text' },
    bytes: { type: 'int', maximum: Number.MAX_SAFE_INTEGER },
    sha256: { type: 'text', label: 'SHA-256' },
    created: momentOfCreation('When it was stored.'),
    declared: { type: 'int', nullable: true, help: 'Tests the report says it has.' },
    stored: { type: 'int', help: 'Tests stored.' },
    repaired: { type: 'int', help: 'Characters replaced because they cannot be stored.' },
    rejected: { type: 'int', help: 'Records that could not be stored.' },
    warnings: { type: 'json', unfilterable: true },
  },
  ordering: ['id', 'job', 'created', 'format', 'stored'],
  defaultOrder: ['-id'],
});
