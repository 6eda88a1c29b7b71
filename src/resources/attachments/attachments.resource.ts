import { ofVisibleJob } from '../../auth/visibility';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { tests } from '../tests/tests.resource';
import { Attachment } from './attachment.entity';
import { attachmentRules } from './attachment.rules';

export const attachments: Resource = resource({
  name: 'attachments',
  verboseName: 'attachment',
  description:
    'Files of jobs and tests. Send one as a multipart form (`job`, optionally `test` and `name`, and the `file`); `attachments/ID/content/` gives its bytes.',
  entity: Attachment,
  key: 'id',
  access: 'submitter',
  uploaded: true,
  rules: attachmentRules,
  owner: 'job__submitter',
  visible: ofVisibleJob('"job"'),
  visibleWith: 'job',
  fields: {
    id: NUMBER_KEY,
    job: { type: 'relation', to: () => jobs, required: true, createOnly: true },
    test: { type: 'relation', to: () => tests, nullable: true, createOnly: true },
    name: { type: 'text', maxLength: 255, help: 'File name; that of the upload when not said.' },
    content_type: { type: 'text', blank: true, maxLength: 255 },
    size: { type: 'int', readOnly: true, maximum: Number.MAX_SAFE_INTEGER, help: 'Bytes.' },
    sha256: { type: 'text', readOnly: true, label: 'SHA-256' },
    created: { ...momentOfCreation('When it was stored.'), readOnly: true },
  },
  ordering: ['id', 'job', 'test', 'name', 'content_type', 'size', 'created'],
  defaultOrder: ['id'],
});
