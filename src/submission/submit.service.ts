import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newJobToken } from '../auth/token-secret';
import { allows, Viewer } from '../auth/viewer';
import { Resource, WriteContext } from '../collections/resource';
import { RowService } from '../collections/row.service';
import { asDomainError } from '../database/sqlstate';
import { Forbidden, Unauthenticated } from '../errors/domain-error';
import { jobs } from '../resources/jobs/jobs.resource';
import { Values } from '../store/values';
import { faultToSubmit } from './definition-check';
import { deviceTypeOf, metadataOf, nameOf, priorityOf, tagsOf, visibilityOf } from './definition-facts';
import { definitionText } from './definition-text';
import { UnreadableDefinition } from './definition-tokens';
import { DefinitionMap, DefinitionValue } from './definition-value';
import { readDefinition } from './definition-yaml';
import { checkTagged, findDeviceType, findTags, WantedTag } from './device-choice';
import { NodePlan, nodesOf } from './multinode';
import { refuseFault, SubmissionRefused } from './submission-refused';
import { findViewingGroups } from './viewing-groups';

/** The jobs that came of a definition. */
export interface Submitted {
  /** Keys of the jobs: one, or one for each node. */
  ids: number[];
  /** How the nodes of a multinode job are called: `318.0`, `318.1`; null for one device. */
  subIds: string[] | null;
}

/** What is known of a submission beside its definition. */
export interface SubmitOptions {
  /** The text to keep as the one that was sent, when that is another. */
  original?: string;
  /** The job that it is a copy of. */
  clonedFrom?: number;
}

/** What one job asks for, checked. */
interface Wanted {
  deviceType: string | null;
  tags: WantedTag[];
}

/** Jobs with the secret by which their dispatcher knows them: bodies do not say it, and the native API does not show it. */
const secretJobs: Resource = {
  ...jobs,
  fields: { ...jobs.fields, token: { type: 'text', readOnly: true } },
};

/** Makes jobs of definitions. */
@Injectable()
export class SubmitService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
  ) {}

  /**
   * Submits a definition as this caller: all its jobs in one transaction, or none (lava-rest §8.1).
   * @throws SubmissionRefused, Unauthenticated, Forbidden a token that merely reads
   */
  async submit(text: string, viewer: Viewer, options: SubmitOptions = {}): Promise<Submitted> {
    checkMaySubmit(viewer);
    const definition = checkedDefinition(text);
    const nodes = nodesOf(definition);
    if (nodes !== null && !Array.isArray(nodes))
      throw nodes.kind === 'missing'
        ? new SubmissionRefused('submission', `'${nodes.fault.reason}'`)
        : refuseFault(nodes.fault);
    try {
      return await this.dataSource.transaction((manager) =>
        this.store(
          definition,
          nodes,
          { sent: options.original ?? text.trim(), ...options },
          { viewer, manager },
        ),
      );
    } catch (error) {
      throw asDomainError(error);
    }
  }

  private async store(
    definition: DefinitionMap,
    nodes: NodePlan[] | null,
    { sent, clonedFrom }: { sent: string; clonedFrom?: number },
    context: WriteContext,
  ): Promise<Submitted> {
    const wanted = await (nodes ? wantedByNodes(nodes, context) : wantedByOne(definition, context));
    const common = {
      ...(await commonValues(definition, context)),
      original_definition: sent,
      cloned_from: clonedFrom ?? null,
    };
    const job = async (values: Values, { deviceType, tags }: Wanted): Promise<number> =>
      (await this.rows.createWithin(secretJobs, {}, context, {
        ...common,
        requested_device_type: deviceType,
        tags: tags.map(({ id }) => id),
        token: newJobToken(),
        ...values,
      })) as number;
    if (!nodes) {
      const id = await job({ definition: definitionText(definition) }, wanted[0] as Wanted);
      return { ids: [id], subIds: null };
    }
    // The nodes are called after the first of them, and say so in their definitions: their numbers must be known before.
    const ids = await newIds(nodes.length, context);
    const subIds = ids.map((_, place) => `${ids[0]}.${place}`);
    const targetGroup = randomUUID();
    for (const [place, node] of nodes.entries())
      await job(
        {
          id: ids[place],
          definition: definitionText(node.definition({ targetGroup, subIds })),
          multinode_definition: sent,
          target_group: targetGroup,
          sub_id: subIds[place],
        },
        wanted[place] as Wanted,
      );
    return { ids, subIds };
  }
}

function checkMaySubmit(viewer: Viewer): void {
  if (viewer.id === null) throw new Unauthenticated('Authentication credentials were not provided.');
  if (!allows(viewer, 'push')) throw new Forbidden('You do not have permission to perform this action.');
}

function checkedDefinition(text: string): DefinitionMap {
  let definition: DefinitionValue;
  try {
    definition = readDefinition(text);
  } catch (error) {
    if (!(error instanceof UnreadableDefinition)) throw error;
    throw new SubmissionRefused('data', `Loading job submission failed: ${error.message}.`);
  }
  const fault = faultToSubmit(definition);
  if (fault) throw refuseFault(fault);
  return definition as DefinitionMap;
}

async function wantedByOne(definition: DefinitionMap, context: WriteContext): Promise<Wanted[]> {
  const name = deviceTypeOf(definition);
  if (name === null) throw new SubmissionRefused('submission', "'device_type'");
  const deviceType = await findDeviceType(name, 1, context);
  const tags = await findTags(tagsOf(definition), context.manager);
  await checkTagged(deviceType, tags, context);
  return [{ deviceType, tags }];
}

/** Nodes that are reached through others need no device. */
async function wantedByNodes(nodes: NodePlan[], context: WriteContext): Promise<Wanted[]> {
  const types = new Map<string, string>();
  for (const { deviceType: name } of nodes) {
    if (name === null || types.has(name)) continue;
    const needed = nodes.filter(({ deviceType }) => deviceType === name).length;
    types.set(name, await findDeviceType(name, needed, context));
  }
  const roles = new Map<string, Wanted>();
  for (const { role, deviceType: name, tags: names } of nodes) {
    if (roles.has(role)) continue;
    const deviceType = name === null ? null : (types.get(name) as string);
    const tags = await findTags(names, context.manager);
    if (deviceType !== null) await checkTagged(deviceType, tags, context);
    roles.set(role, { deviceType, tags });
  }
  return nodes.map(({ role }) => roles.get(role) as Wanted);
}

/** What all jobs of a definition have, whichever node they are. */
async function commonValues(definition: DefinitionMap, context: WriteContext): Promise<Values> {
  const priority = priorityOf(definition);
  if (typeof priority !== 'number') throw refuseFault(priority);
  const name = nameOf(definition);
  return {
    name,
    description: name,
    priority,
    metadata: metadataOf(definition),
    source_system: 'lava',
    ...(await findViewingGroups(visibilityOf(definition), context)),
  };
}

async function newIds(count: number, { manager }: WriteContext): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('jobs', 'id')) AS id FROM generate_series(1, $1::integer) ORDER BY id`,
    [count],
  );
  return rows.map(({ id }) => Number(id));
}
