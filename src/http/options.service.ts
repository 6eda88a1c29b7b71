import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { allows, Viewer } from '../auth/viewer';
import { checkMayChange, checkMayWrite, Deed } from '../collections/permission';
import { Resource } from '../collections/resource';
import { RowService } from '../collections/row.service';
import { Forbidden, NotFound } from '../errors/domain-error';
import { Key } from '../store/values';
import { fieldsMetadata, Metadata, metadataOf } from './options-metadata';

/** Answers OPTIONS: what a list or a row is, and the bodies that this viewer may send there. */
@Injectable()
export class OptionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: RowService,
  ) {}

  /** @param fixed names that the path says already */
  list(resource: Resource, viewer: Viewer, fixed: readonly string[] = []): Metadata {
    const metadata = metadataOf(resource, 'List');
    if (!mayWrite(resource, viewer, 'create')) return metadata;
    return { ...metadata, actions: { POST: fieldsMetadata(resource, 'create', fixed) } };
  }

  /** A row that is not there, or not seen, has no actions; that is all it tells. */
  async row(resource: Resource, key: Key | null, viewer: Viewer): Promise<Metadata> {
    const metadata = metadataOf(resource, 'Instance');
    if (!(await this.mayChange(resource, key, viewer))) return metadata;
    return { ...metadata, actions: { PUT: fieldsMetadata(resource, 'replace') } };
  }

  /** What an action on a row says of itself when its body may say these fields of the row. */
  async action(
    metadata: Metadata,
    resource: Resource,
    key: Key | null,
    names: readonly string[],
    viewer: Viewer,
  ): Promise<Metadata> {
    if (!(await this.mayChange(resource, key, viewer))) return metadata;
    const fields = Object.fromEntries(
      Object.entries(resource.fields).filter(([name]) => names.includes(name)),
    );
    return { ...metadata, actions: { POST: fieldsMetadata({ fields }, 'change') } };
  }

  private async mayChange(resource: Resource, key: Key | null, viewer: Viewer): Promise<boolean> {
    if (!mayWrite(resource, viewer, 'change')) return false;
    try {
      await this.rows.find(resource, key, viewer);
      await checkMayChange(resource, viewer, this.dataSource.manager, key as Key);
      return true;
    } catch (error) {
      if (error instanceof NotFound || error instanceof Forbidden) return false;
      throw error;
    }
  }
}

function mayWrite(resource: Resource, viewer: Viewer, deed: Deed): boolean {
  if (viewer.id === null || !allows(viewer, 'push')) return false;
  try {
    checkMayWrite(resource, viewer, deed);
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}
