import { createRequire } from 'node:module';

const load = createRequire(__filename);

/**
 * The rooms that bring TypeORM and Nest along. Each is loaded by the command that needs it, when it needs it:
 * `assay push` and `assay --help` start at once.
 */
export const rooms = {
  get accounts() {
    return load('../auth/accounts.service') as typeof import('../auth/accounts.service');
  },
  get database() {
    return load('./with-database') as typeof import('./with-database');
  },
  get detect() {
    return load('../formats/detect') as typeof import('../formats/detect');
  },
  get dump() {
    return load('../dataset/dump') as typeof import('../dataset/dump');
  },
  get formats() {
    return load('../formats/formats') as typeof import('../formats/formats');
  },
  get loadFile() {
    return load('./load-file') as typeof import('./load-file');
  },
  get migrations() {
    return load('../database/migrate') as typeof import('../database/migrate');
  },
  get server() {
    return load('../serve') as typeof import('../serve');
  },
  get sqlstate() {
    return load('../database/sqlstate') as typeof import('../database/sqlstate');
  },
};
