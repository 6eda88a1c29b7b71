import { Resource, resource } from '../../../collections/resource';
import { PlainFieldStatement } from '../../../query/statement';
import { Architecture } from '../../../resources/architectures/architecture.entity';
import { BitWidth } from '../../../resources/bitwidths/bit-width.entity';
import { Core } from '../../../resources/cores/core.entity';
import { NUMBER_KEY } from '../../../resources/fields';
import { FailureTag } from '../../../resources/failuretags/failure-tag.entity';
import { Processor } from '../../../resources/processors/processor.entity';
import { LISTED, SIX } from './lookups';

/** What LAVA has no list of: it is only reached through relations. */
const part = (
  name: string,
  entity: Resource['entity'],
  key: string,
  fields: Record<string, PlainFieldStatement>,
): Resource =>
  resource({
    name,
    verboseName: name,
    description: '',
    entity,
    key,
    access: 'nobody',
    fields,
    ordering: [],
    defaultOrder: [key],
  });

const NAME: PlainFieldStatement = { type: 'text', lookups: SIX };

export const architectures = part('architecture', Architecture, 'name', { name: NAME });
export const processors = part('processor', Processor, 'name', { name: NAME });
export const cores = part('core', Core, 'name', { name: NAME });
export const bitWidths = part('bit width', BitWidth, 'width', { width: { type: 'int', lookups: LISTED } });
export const failureTags = part('failure tag', FailureTag, 'id', {
  id: { ...NUMBER_KEY, unfilterable: true },
  name: NAME,
  description: NAME,
});
