/** Characters of a path; no file system takes more in one go. */
const LONGEST = 1_024;

/**
 * A path that a report names, if it stays below the folder the report came from: blanks around it gone, `/` between its
 * parts, no `.` in it. Null for what is absolute, climbs (`..`), names a drive, a share, a scheme, or is too long.
 */
export function safePath(received: string): string | null {
  const path = received.trim().replaceAll('\\', '/');
  if (path === '' || path.length > LONGEST || path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path))
    return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.some((part) => /^\.\.[ .]*$/.test(part) || part.includes('\u2400')))
    return null;
  return parts.join('/');
}

/** The last part of a safe path: what the file is called. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
