import { FastifyRequest } from 'fastify';
import { requestUrl } from './request-url';

const asked = (originalUrl: string, host: string, localAddress = '10.0.0.1'): FastifyRequest =>
  ({
    originalUrl,
    host,
    protocol: 'http',
    socket: { localAddress, localPort: 8000 },
  }) as unknown as FastifyRequest;

describe('requestUrl', () => {
  it('parts an address as requested', () => {
    const parts = { origin: 'http://lab', path: '/api/v1/devices/h%1', query: 'a?b' };
    expect(requestUrl(asked('/api/v1/devices/h%1?a?b', 'lab'), { baseUrl: null })).toEqual(parts);
    expect(requestUrl(asked('http://other/api/v1/devices/h%1?a?b', 'lab'), { baseUrl: null })).toEqual(parts);
  });

  it('believes the configuration first, and the socket when the request says no host', () => {
    const origin = (host: string, baseUrl: string | null = null, local?: string): string =>
      requestUrl(asked('/', host, local), { baseUrl }).origin;
    expect(origin('lab', 'https://assay.example')).toBe('https://assay.example');
    expect(origin('lab_1:80')).toBe('http://lab_1:80');
    for (const none of ['', 'a b', 'a/b?', 'me@lab']) expect(origin(none)).toBe('http://10.0.0.1:8000');
    expect(origin('', null, '::1')).toBe('http://[::1]:8000');
  });
});
