import { ownRows } from '../../auth/visibility';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { ingestrecords } from '../ingestrecords/ingestrecords.resource';
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
    format: { type: 'text', help: 'Of several files each once, with commas.' },
    dialect: { type: 'text', nullable: true, help: 'Whose manner of the format it is.' },
    bytes: { type: 'int', maximum: Number.MAX_SAFE_INTEGER },
    sha256: { type: 'text', label: 'SHA-256' },
    created: momentOfCreation('When it was stored.'),
    reimported: {
      type: 'time',
      nullable: true,
      help: 'When the kept upload was last read and stored again.',
    },
    files: { type: 'json', unfilterable: true, help: 'Each file with its figures.' },
    declared: { type: 'int', nullable: true, help: 'Tests the report says it has.' },
    stored: { type: 'int', help: 'Tests stored.' },
    merged: { type: 'int', help: 'Of those stored: further attempts of tests that were there already.' },
    repaired: { type: 'int', help: 'Characters replaced because they cannot be stored.' },
    rejected: { type: 'int', help: 'Records that could not be stored.' },
    warnings: { type: 'json', unfilterable: true },
    made_job: { type: 'bool', help: 'The job came with this upload.' },
    idempotency_key: { type: 'text', nullable: true, maxLength: 255 },
    payload_bytes: {
      type: 'int',
      nullable: true,
      maximum: Number.MAX_SAFE_INTEGER,
      help: 'Bytes that the upload takes as it is kept; null when it is not, or no more.',
    },
  },
  ordering: ['id', 'job', 'created', 'format', 'dialect', 'stored', 'merged', 'rejected'],
  defaultOrder: ['-id'],
  nested: [{ path: 'records', list: () => ingestrecords, by: 'ingest' }],
});
