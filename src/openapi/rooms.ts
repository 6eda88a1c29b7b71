import { accountRoutes } from './routes/accounts.openapi';
import { attachmentRoutes } from './routes/attachments.openapi';
import { exportRoutes } from './routes/exports.openapi';
import { ingestRoutes } from './routes/ingest.openapi';
import { jobRoutes } from './routes/jobs.openapi';
import { serverRoutes } from './routes/server.openapi';
import { RoomDescription } from './route-description';

/** All rooms with routes of their own. A new one adds its line here; a test finds routes that nobody describes. */
export const ROOMS: readonly RoomDescription[] = [
  ingestRoutes,
  jobRoutes,
  exportRoutes,
  attachmentRoutes,
  accountRoutes,
  serverRoutes,
];
