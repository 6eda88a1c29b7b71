import { PoolClient } from 'pg';
import { BadInput } from '../errors/domain-error';
import { findKeys } from './rows';

/** What rows may refer to by name: where it is, the column of the name, the column that a reference stores. */
const KINDS = {
  user: ['users', 'username', 'id'],
  'user group': ['user_groups', 'name', 'id'],
  tag: ['tags', 'name', 'id'],
  architecture: ['architectures', 'name', 'name'],
  processor: ['processors', 'name', 'name'],
  core: ['cores', 'name', 'name'],
  'bit width': ['bit_widths', 'width', 'width'],
  'device type': ['device_types', 'name', 'name'],
  worker: ['workers', 'hostname', 'hostname'],
  device: ['devices', 'hostname', 'hostname'],
  group: ['groups', 'name', 'id'],
  permission: ['permissions', 'codename', 'id'],
  'failure tag': ['failure_tags', 'name', 'id'],
} as const;
type Kind = keyof typeof KINDS;
type Name = string | number;

/** The rows that a list of rows refers to, whether the file brought them or they were there before. */
export class References {
  private readonly known = new Map<Kind, Map<Name, Name>>();

  /** Looks up all names of each kind, one query a kind. */
  static async load(
    client: PoolClient,
    wanted: Partial<Record<Kind, readonly (Name | null)[]>>,
  ): Promise<References> {
    const references = new References();
    for (const [kind, names] of Object.entries(wanted) as [Kind, (Name | null)[]][]) {
      const [table, column, value] = KINDS[kind];
      const said = names.filter((name) => name !== null);
      references.known.set(kind, await findKeys(client, table, column, value, said));
    }
    return references;
  }

  /**
   * What to store for a name; null for null.
   * @param place who refers to it, for the refusal: `jobs[12].submitter`
   * @throws BadInput there is no such row: `jobs[12].submitter: no user "x"`
   */
  find<N extends Name | null>(kind: Kind, name: N, place: string): N extends null ? null : Name;
  find(kind: Kind, name: Name | null, place: string): Name | null {
    if (name === null) return null;
    const found = this.known.get(kind)?.get(name);
    if (found === undefined) throw new BadInput(`${place}: no ${kind} ${JSON.stringify(name)}`);
    return found;
  }

  /** The same for a list. */
  all(kind: Kind, names: readonly Name[], place: string): Name[] {
    return names.map((name, at) => this.find(kind, name, `${place}[${at}]`));
  }
}
