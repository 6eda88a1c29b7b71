import { IncomingMessage } from 'node:http';
import { FastifyRequest } from 'fastify';
import { routedTarget, suffixOf } from './format-suffix';

const route = routedTarget(new Set(['devices']));
const routed = (url: string): [string, string | undefined] => {
  const raw = { url } as IncomingMessage;
  const target = route(raw);
  return [target, suffixOf({ raw } as FastifyRequest)];
};

describe('routedTarget', () => {
  it.each([
    ['/api/v1/.json', '/api/v1/'],
    ['/api/v1/devices.json?x=.json', '/api/v1/devices/?x=.json'],
    ['/api/v1/devices.json/', '/api/v1/devices/'],
    ['/api/v1/jobs/42.json', '/api/v1/jobs/42/'],
    ['/api/v1/jobs/42.json/', '/api/v1/jobs/42/'],
    ['/api/v1/devices/a.json', '/api/v1/devices/a/'],
    ['/api/v1/devices/a/jobs/7.json/?y', '/api/v1/devices/a/jobs/7/?y'],
  ])('takes the format off %s', (url, target) => expect(routed(url)).toEqual([target, 'json']));

  it.each(['/api/v1/devices/a.json/', '/api/v1/jobs/.json', '/devices.json', '/api/v1/jobs/?a=/b.json'])(
    'leaves %s alone',
    (url) => expect(routed(url)).toEqual([url, undefined]),
  );

  it.each([
    ['/api/v1/devices/50%/', '/api/v1/devices/50%25/'],
    ['/api/v1/devices/%zz/', '/api/v1/devices/%25zz/'],
    ['/api/v1/devices/h%F6st%20/', '/api/v1/devices/h%25F6st%20/'],
    ['/api/v1/devices/h%C3%B6st/?%F6', '/api/v1/devices/h%C3%B6st/?%F6'],
    ['http://lab.example/api/v1/jobs/?a=http://b', '/api/v1/jobs/?a=http://b'],
  ])('makes a path of %s', (url, target) => expect(routed(url)).toEqual([target, undefined]));
});
