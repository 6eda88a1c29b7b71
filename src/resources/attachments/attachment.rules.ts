import { WriteRules } from '../../collections/resource';
import { BadInput } from '../../errors/domain-error';
import { Values } from '../../store/values';
import { sameJob } from '../tests/same-job';

const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** True for `type/subtype`; whatever else is said goes into no header. */
export const isContentType = (text: string): boolean => TYPE.test(text);

function checkContentType({ content_type: type }: Values): void {
  if (typeof type === 'string' && type !== '' && !isContentType(type))
    throw new BadInput('Not a media type.', {
      fields: { content_type: ['Enter a media type such as "text/plain".'] },
    });
}

export const attachmentRules: WriteRules = { beforeStore: sameJob, beforeChange: checkContentType };
