import { WriteRules } from '../../collections/resource';
import { sameJob } from '../tests/same-job';

export const activityRules: WriteRules = { beforeStore: sameJob };
