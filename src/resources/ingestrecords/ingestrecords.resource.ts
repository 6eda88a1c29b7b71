import { belowOwnRows } from '../../auth/visibility';
import { Resource, resource } from '../../collections/resource';
import { RECORD_OUTCOMES } from '../../vocabulary/record-outcome';
import { NUMBER_KEY } from '../fields';
import { ingests } from '../ingests/ingests.resource';
import { IngestRecord } from './ingest-record.entity';

export const ingestrecords: Resource = resource({
  name: 'ingestrecords',
  verboseName: 'ingest record',
  description:
    'Records of your uploads that were not simply stored, and what was noticed there: at most 10,000 an upload.',
  entity: IngestRecord,
  key: 'id',
  access: 'nobody',
  visible: belowOwnRows('"ingests"', '"ingest"', '"submitter"'),
  visibleWith: 'ingest',
  fields: {
    id: NUMBER_KEY,
    ingest: { type: 'relation', to: () => ingests },
    file: { type: 'text', help: 'The file within the upload; "" when it has no name.' },
    line: { type: 'int', nullable: true },
    column: { type: 'int', nullable: true },
    outcome: {
      type: 'choice',
      choices: RECORD_OUTCOMES,
      help: '`merged`: a further attempt of a test that was there. `repaired`: stored, but not as it came. `rejected`: not stored. `noted`: something else was noticed.',
    },
    code: { type: 'text', help: 'A word for programs.' },
    message: { type: 'text', help: 'A sentence for people.' },
    suite: { type: 'text', nullable: true },
    name: { type: 'text', nullable: true },
  },
  ordering: ['id', 'ingest', 'file', 'line', 'outcome', 'code', 'suite', 'name'],
  defaultOrder: ['id'],
});
