import { hashPassword } from '../../auth/passwords';
import { WriteRules } from '../../collections/resource';
import { Values } from '../../store/values';

async function hidePassword(values: Values): Promise<void> {
  if (typeof values.password === 'string') values.password = await hashPassword(values.password);
}

export const userRules: WriteRules = {
  async beforeStore(rows) {
    for (const values of rows) await hidePassword(values);
  },
  beforeChange: hidePassword,
};
