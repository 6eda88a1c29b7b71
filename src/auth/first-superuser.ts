import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { AccountsService } from './accounts.service';
import { newPassword } from './token-secret';

/** What there is to say once: secrets only when they were made up. */
export interface FirstSuperuser {
  username: string;
  password: string | null;
  token: string | null;
}

const LOCK = 0x61737361;

/**
 * Makes the first superuser when there is none; several processes that start together make one.
 * @returns null when there was one already
 */
export async function makeFirstSuperuser(
  dataSource: DataSource,
  accounts: AccountsService,
  config: Pick<Config, 'adminUsername' | 'adminPassword' | 'adminToken'>,
): Promise<FirstSuperuser | null> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [known] = await manager.query<unknown[]>('SELECT 1 FROM users WHERE is_superuser LIMIT 1');
    if (known) return null;
    const password = config.adminPassword ?? newPassword();
    const id = await accounts.createUser(
      { username: config.adminUsername, password, is_superuser: true },
      manager,
    );
    const { secret } = await accounts.createToken(
      id,
      { name: 'first', secret: config.adminToken ?? undefined },
      manager,
    );
    return {
      username: config.adminUsername,
      password: config.adminPassword === null ? password : null,
      token: config.adminToken === null ? secret : null,
    };
  });
}
