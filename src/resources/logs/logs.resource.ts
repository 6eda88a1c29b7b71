import { ofVisibleJob } from '../../auth/visibility';
import { momentOfCreation, NUMBER_KEY } from '../fields';
import { jobs } from '../jobs/jobs.resource';
import { Resource, resource } from '../../collections/resource';
import { LogLine } from './log-line.entity';

export const logs: Resource = resource({
  name: 'logs',
  verboseName: 'log line',
  description: 'Structured lines of the logs of jobs.',
  entity: LogLine,
  key: 'id',
  access: 'submitter',
  owner: 'job__submitter',
  visible: ofVisibleJob('"job"'),
  visibleWith: 'job',
  fields: {
    id: NUMBER_KEY,
    job: { type: 'relation', to: () => jobs, required: true, createOnly: true },
    line: { type: 'int', readOnly: true, minimum: 0, help: 'Its place in the log of the job, from 0.' },
    time: momentOfCreation('Now when not said.'),
    level: { type: 'text', default: 'info', maxLength: 50 },
    message: { type: 'text', blank: true, default: '', untrimmed: true, maxLength: 1_000_000 },
    source: {
      type: 'text',
      nullable: true,
      blank: true,
      untrimmed: true,
      createOnly: true,
      maxLength: 1_000_000,
      help: 'The line as it came, where time, level and message do not say it all.',
    },
  },
  ordering: ['id', 'job', 'line', 'time', 'level'],
  defaultOrder: ['id'],
});
