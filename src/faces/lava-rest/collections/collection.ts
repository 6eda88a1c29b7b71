import { EntityManager } from 'typeorm';
import { Viewer } from '../../../auth/viewer';
import { Resource, WriteContext } from '../../../collections/resource';
import { Predicate } from '../../../query/statement';
import { Pair } from '../../../query/parse';
import { Row } from '../../../query/rows';
import { Key } from '../../../store/values';

/** For whom and in answer to what a row is shown. */
export interface Showing {
  viewer: Viewer;
  deed: 'list' | 'find' | 'create' | 'change';
}

/** A collection as LAVA has it: its statement, and what LAVA does differently there. */
export interface LavaCollection {
  /** Below `/api/v0.2/`. */
  path: string;
  resource: Resource;
  /** Who may read: everybody, whoever has signed in, superusers. */
  readers: 'anyone' | 'users' | 'superusers';
  /** Which of the deeds of writing there are; all when missing. */
  writes?: readonly ('create' | 'change' | 'remove')[];
  /** PUT takes any subset, as PATCH does. */
  partialPut?: boolean;
  /** What PUT wants beside what statements require: keys, though nothing changes them, and lists. */
  putNeeds?: readonly string[];
  /** The last word on what a row looks like. */
  present?: (row: Row, showing: Showing) => Row;
  /** Which rows a request is about, when it may leave some out. */
  about?: (pairs: readonly Pair[]) => Predicate<Viewer> | undefined;
  /** Refuses parameters before anything else is made of them. */
  check?: (pairs: readonly Pair[]) => void;
  /** Makes room before a row goes, where LAVA lets go what hangs on it. */
  beforeRemove?: (key: Key, context: WriteContext) => Promise<void>;
  /** What the end of a path means, where it is not the row's key. */
  keyOf?: (manager: EntityManager, part: string, viewer: Viewer) => Promise<Key | null>;
  /** As a row is shown that has just been written, where its writer may not see it. */
  made?: Resource;
}
