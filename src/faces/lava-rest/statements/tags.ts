import { Resource, resource } from '../../../collections/resource';
import { NUMBER_KEY } from '../../../resources/fields';
import { Tag } from '../../../resources/tags/tag.entity';
import { SIX } from './lookups';

/** `/tags/` (lava-rest §1.7, §2.7). */
export const tags: Resource = resource({
  name: 'tags',
  verboseName: 'tag',
  description: 'Words on devices and jobs.',
  entity: Tag,
  key: 'id',
  access: 'permitted',
  model: 'tag',
  fields: {
    id: { ...NUMBER_KEY, unfilterable: true },
    name: {
      type: 'text',
      required: true,
      unique: true,
      maxLength: 100,
      format: 'slug',
      lookups: [...SIX, 'iexact'],
    },
    description: { type: 'text', nullable: true, blank: true, maxLength: 100_000, lookups: SIX },
  },
  ordering: ['id', 'name', 'description'],
  defaultOrder: ['id'],
});
