import { WriteContext, WriteRules } from '../../collections/resource';
import { BadInput, FieldErrors } from '../../errors/domain-error';
import { Values } from '../../store/values';

/** Rows that let a group do something with one object of this model: a permission of another model means nothing there. */
export function permissionRules(model: string): WriteRules {
  const faultsOf = async (rows: readonly Values[], { manager }: WriteContext): Promise<FieldErrors[]> => {
    const others = await manager.query<{ id: number; codename: string }[]>(
      'SELECT id, codename FROM permissions WHERE id = ANY ($1::bigint[]) AND model <> $2',
      [rows.map((row) => row.permission).filter((id) => id !== undefined), model],
    );
    return rows.map(({ permission }): FieldErrors => {
      const other = others.find(({ id }) => id === permission);
      return other ? { permission: [`Object with codename=${other.codename} does not exist.`] } : {};
    });
  };
  return {
    beforeStore: faultsOf,
    async beforeChange(values, _key, context) {
      const [fault = {}] = await faultsOf([values], context);
      if (Object.keys(fault).length > 0) throw new BadInput('Invalid input.', { fields: fault });
    },
  };
}
