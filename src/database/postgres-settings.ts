import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const MB = 1024 * 1024;

/**
 * PostgreSQL's settings for a database that shares its machine with us: nothing unsafe, memory by the
 * size of the machine (or container), and no statements in the log, where they would show people's data.
 */
export function defaultSettings(): Record<string, string> {
  const memory = Math.min(totalmem(), process.constrainedMemory?.() || Infinity) / MB;
  const shared = Math.round(Math.min(1024, Math.max(128, memory / 8)));
  return {
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.round(memory / 2))}MB`,
    dynamic_shared_memory_type: roomyShm() ? 'posix' : 'mmap',
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
  };
}

/** Containers often get 64 MB of /dev/shm, on which parallel queries over big tables fail. */
function roomyShm(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const { bsize, bavail } = statfsSync('/dev/shm');
    return bsize * bavail > 256 * MB;
  } catch {
    return false;
  }
}
