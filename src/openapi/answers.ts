import { Access, asJson, ErrorStatus } from './route-description';
import { Header, Operation, ref, Ref, Response, Schema, Security } from './types';

export const HEADERS: Record<string, Header> = {
  'X-Request-Id': {
    description: 'The id of this request in the log of the server: that of the request, if it had one.',
    schema: { type: 'string' },
  },
  'X-Ignored-Parameters': {
    description:
      'Parameters without effect, percent-encoded and apart at commas: `stat; did-you-mean="state"`. Missing when there are none.',
    schema: { type: 'string' },
  },
  'X-Count-Capped': {
    description: '`true` when there are more rows than `count` says.',
    schema: { type: 'string', enum: ['true'] },
  },
  Allow: { description: 'The methods that this address knows.', schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string', examples: ['Token'] } },
  'Retry-After': {
    description: 'Seconds until another try makes sense, when that is known.',
    schema: { type: 'integer' },
  },
};

export const ERROR_SCHEMAS: Record<string, Schema> = {
  Detail: {
    type: 'object',
    properties: {
      detail: { type: 'string', description: 'One sentence for people.' },
      field: { type: 'string', description: 'The field or parameter at fault.' },
      hint: { type: 'string', description: 'What to do about it.' },
    },
    required: ['detail'],
  },
  FieldErrors: {
    type: 'object',
    description:
      'Messages by field or parameter, as sent; `non_field_errors` has those of several fields together.',
    additionalProperties: {
      anyOf: [
        { type: 'array', items: { type: 'string' } },
        ref('schemas', 'FieldErrors'),
        { type: 'array', items: ref('schemas', 'FieldErrors') },
        { type: 'string', description: 'In `hint` only.' },
      ],
    },
  },
  ServerError: {
    type: 'object',
    properties: { detail: { type: 'string' }, request_id: { type: 'string' } },
    required: ['detail', 'request_id'],
  },
};

const ERRORS: Record<ErrorStatus, { name: string; about: string; headers?: string[]; schema?: Schema }> = {
  400: {
    name: 'BadInput',
    about:
      'Something sent is wrong: messages by field; for an array a list of them with `{}` for good rows; `detail` for a body that cannot be read.',
    schema: {
      anyOf: [
        ref('schemas', 'Detail'),
        ref('schemas', 'FieldErrors'),
        { type: 'array', items: ref('schemas', 'FieldErrors') },
      ],
    },
  },
  401: { name: 'Unauthenticated', about: 'No account, or a bad credential.', headers: ['WWW-Authenticate'] },
  403: { name: 'Forbidden', about: 'The account, or its token, may not do this.' },
  404: { name: 'NotFound', about: 'There is no such thing, or the account may not see it.' },
  405: { name: 'MethodNotAllowed', about: 'The address does not know this method.', headers: ['Allow'] },
  406: { name: 'NotAcceptable', about: 'The header `Accept` names no media type that there is.' },
  409: { name: 'Conflict', about: 'It contradicts what is stored.' },
  413: { name: 'TooLarge', about: 'The body, a line or an array is larger than the configured limit.' },
  415: { name: 'Unsupported', about: 'The media type of the body is not taken here.' },
  429: {
    name: 'Throttled',
    about: 'Too many requests; `Retry-After` says in how many seconds the next one is welcome.',
    headers: ['Retry-After'],
  },
  500: { name: 'ServerError', about: 'A fault of ours.', schema: ref('schemas', 'ServerError') },
  503: {
    name: 'Unavailable',
    about: 'It cannot be done now; a later try may succeed.',
    headers: ['Retry-After'],
  },
};

/** The shared answers, by name. */
export const ERROR_RESPONSES: Record<string, Response> = Object.fromEntries(
  Object.values(ERRORS).map(({ name, about, headers = [], schema = ref('schemas', 'Detail') }) => [
    name,
    {
      description: about,
      headers: Object.fromEntries(
        [...headers, 'X-Request-Id'].map((header) => [header, ref('headers', header)]),
      ),
      content: asJson(schema),
    },
  ]),
);

/** References to the answers of these statuses, and to those that every route with this access may give. */
export function errorAnswers(access: Access, statuses: readonly ErrorStatus[] = []): Record<string, Ref> {
  const always: ErrorStatus[] = access === 'open' ? [500] : [401, 429, 500, 503];
  const all = [...new Set([...statuses, ...always])].sort((one, other) => one - other);
  return Object.fromEntries(all.map((status) => [String(status), ref('responses', ERRORS[status].name)]));
}

const SIGNED_IN: Security[] = [{ token: [] }, { bearer: [] }, { basic: [] }];

/** The rule of the whole document; operations state theirs when it differs. */
export const SECURITY = SIGNED_IN;

export function securityOf(access: Access): Pick<Operation, 'security'> {
  if (access === 'write') return {};
  return { security: access === 'open' ? [] : [{}, ...SIGNED_IN] };
}

export const SECURITY_SCHEMES: Record<string, Record<string, unknown>> = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`Token` and a blank before the token, as Django REST framework does: `Token assay_…`.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same tokens after `Bearer`.' },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'User name with the password, or with a token in its place.',
  },
};
