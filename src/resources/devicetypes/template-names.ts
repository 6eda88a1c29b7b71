import { EntityManager } from 'typeorm';

/** The names of all stored templates, as device dictionaries extend them: `qemu.jinja2`. */
export async function templateNames(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ name: string }[]>(
    'SELECT name FROM device_types WHERE template IS NOT NULL',
  );
  return new Set(rows.map(({ name }) => `${name}.jinja2`));
}
