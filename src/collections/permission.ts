import { EntityManager } from 'typeorm';
import { allows, may, Viewer } from '../auth/viewer';
import { Forbidden } from '../errors/domain-error';
import { ownersOf } from '../store/owner';
import { Key, Values } from '../store/values';
import { Resource } from './resource';

const refusal = (hint?: string) =>
  new Forbidden('You do not have permission to perform this action.', { hint });

export type Deed = 'create' | 'change' | 'remove';
/** Django's words for them, with which codenames begin. */
const WORDS: Record<Deed, string> = { create: 'add', change: 'change', remove: 'delete' };

/** Before anything is read or looked up: may this caller write this collection at all? @throws Forbidden */
export function checkMayWrite(resource: Resource, viewer: Viewer, deed: Deed): void {
  if (resource.model && may(viewer, `${WORDS[deed]}_${resource.model}`)) return;
  if (resource.access === 'permitted') throw refusal();
  const lab =
    resource.access === 'staff' || (resource.access === 'submitter' && !resource.owner && deed !== 'create');
  if (resource.access === 'nobody') throw refusal();
  if (resource.access === 'superuser' && !(viewer.is_superuser && allows(viewer, 'admin'))) throw refusal();
  if (lab && !((viewer.is_staff || viewer.is_superuser) && allows(viewer, 'admin')))
    throw refusal('Lab administrators only.');
}

/** May this caller make these rows, by whose they would be? Rows without an owner become the caller's. @throws Forbidden */
export async function checkMayCreate(
  resource: Resource,
  viewer: Viewer,
  manager: EntityManager,
  rows: Values[],
): Promise<void> {
  if (!resource.owner) return;
  const [hop = '', ...rest] = resource.owner.split('__');
  const field = resource.fields[hop];
  if (field?.type !== 'relation') return;
  if (rest.length === 0) for (const row of rows) row[hop] ??= viewer.id;
  if (overridesOwners(resource, viewer)) return;
  const first = [...new Set(rows.map((row) => row[hop]))].filter(
    (key) => key !== undefined && key !== null,
  ) as Key[];
  const owners = await ownersOf(manager, field.to(), rest, first);
  if (owners.every((owner) => owner === viewer.id)) return;
  throw refusal(rest.length === 0 ? `You make rows in your own name: leave "${hop}" out.` : notYours(hop));
}

/** May this caller change or remove this row? @throws Forbidden */
export async function checkMayChange(
  resource: Resource,
  viewer: Viewer,
  manager: EntityManager,
  key: Key,
): Promise<void> {
  if (!resource.owner || overridesOwners(resource, viewer)) return;
  const owners = await ownersOf(manager, resource, resource.owner.split('__'), [key]);
  if (owners.some((owner) => owner !== viewer.id))
    throw refusal(notYours(resource.owner.split('__')[0] ?? ''));
}

/** Staff may work on everybody's jobs; on what is `own` only a superuser, and not with a token that merely pushes. */
function overridesOwners(resource: Resource, viewer: Viewer): boolean {
  return resource.access === 'own'
    ? viewer.is_superuser && allows(viewer, 'admin')
    : viewer.is_superuser || viewer.is_staff;
}

const notYours = (hop: string): string =>
  hop === 'job' || hop === 'test' ? 'The job was submitted by someone else.' : 'It belongs to someone else.';
