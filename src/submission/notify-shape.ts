import { any, anything, list, mapping, Shape, text, word } from './shape';

const recipient = mapping({
  'to!': mapping({
    'method!': word('email', 'irc'),
    user: text,
    email: text,
    handle: text,
    server: text,
  }),
});

const callback = mapping(
  {
    'url!': text,
    method: word('GET', 'POST'),
    token: text,
    header: text,
    dataset: word('minimal', 'logs', 'results', 'all'),
    'content-type': word('json', 'urlencoded'),
  },
  { open: true },
);

/** Who is told of a job, and when (lava-xmlrpc-events §4.1). */
export const notifyShape: Shape = mapping(
  {
    'criteria!': mapping(
      {
        'status!': word('running', 'complete', 'incomplete', 'canceled', 'finished', 'all'),
        type: word('progression', 'regression'),
        dependency_query: text,
      },
      { open: true },
    ),
    verbosity: word('verbose', 'quiet', 'status-only'),
    recipients: list(recipient),
    callback,
    callbacks: list(callback),
    compare: mapping(
      {
        query: any(
          mapping({ 'username!': text, 'name!': text }),
          mapping({ 'entity!': text, conditions: anything }),
        ),
        blacklist: list(text),
      },
      { open: true },
    ),
  },
  { open: true, exclusive: [{ mark: 'legacy_callback', keys: ['callback', 'callbacks'] }] },
);
