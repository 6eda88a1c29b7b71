import { WriteRules } from '../../collections/resource';
import { newTokenSecret, tokenHash, tokenPrefix } from '../../auth/token-secret';
import { TOKEN_SCOPES, TokenScope } from '../../auth/token-scope';
import { allows } from '../../auth/viewer';
import { BadInput, Forbidden } from '../../errors/domain-error';
import { Values } from '../../store/values';

const SECRET = '\0secret';

function checkScopes(values: Values): readonly TokenScope[] {
  const { scopes } = values;
  if (scopes === undefined) return TOKEN_SCOPES;
  const known: readonly unknown[] = TOKEN_SCOPES;
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every((scope) => known.includes(scope)))
    throw new BadInput('Not a list of scopes.', {
      fields: { scopes: [`Expected a list of ${TOKEN_SCOPES.map((scope) => `"${scope}"`).join(', ')}.`] },
    });
  return scopes as TokenScope[];
}

export const tokenRules: WriteRules = {
  beforeStore(rows, { viewer }) {
    for (const values of rows) {
      const scopes = checkScopes(values);
      // A token cannot make a mightier one.
      values.scopes = values.scopes ?? scopes.filter((scope) => allows(viewer, scope));
      if (scopes.some((scope) => values.scopes === scopes && !allows(viewer, scope)))
        throw new Forbidden('You do not have permission to perform this action.', {
          hint: 'A token cannot have more scopes than the credential that makes it.',
        });
      values[SECRET] = newTokenSecret();
    }
  },
  async insert(rows, { manager }) {
    const ids: number[] = [];
    for (const values of rows) {
      const secret = values[SECRET] as string;
      const [made] = await manager.query<{ id: number }[]>(
        `INSERT INTO tokens ("user", name, prefix, hash, scopes, expires) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [
          values.user,
          values.name ?? '',
          tokenPrefix(secret),
          tokenHash(secret),
          JSON.stringify(values.scopes),
          values.expires ?? null,
        ],
      );
      if (made) ids.push(made.id);
    }
    return ids;
  },
  reveal(values) {
    return { token: values[SECRET] };
  },
};
