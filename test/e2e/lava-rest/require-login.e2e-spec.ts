import { startApp, TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ ASSAY_REQUIRE_LOGIN: 'yes' });
});
afterAll(() => app.close());

const anonymous = async (path: string, method = 'GET'): Promise<number> =>
  (await app.ask(path, { method, token: null, json: method === 'POST' ? {} : undefined })).status;

it.each([
  ['GET', '/api/v0.2/'],
  ['GET', '/api/v0.2/jobs/'],
  ['GET', '/api/v0.2/jobs/1/suites/'],
  ['GET', '/api/v0.2/jobs/1/cancel/'],
  ['GET', '/api/v0.2/system/whoami/'],
  ['OPTIONS', '/api/v0.2/jobs/validate/'],
  ['PUT', '/api/v0.2/system/version/'],
  ['POST', '/api/v0.2/jobs/validate/'],
  ['POST', '/api/v0.2/jobs/validate_testdef/'],
  ['GET', '/results/1/csv'],
  ['GET', '/results/testcase/1/yaml'],
])('wants an account for %s %s', async (method, path) => {
  expect(await anonymous(path, method)).toBe(403);
});

it('tells its version and exchanges passwords without one', async () => {
  expect(await anonymous('/api/v0.2/system/version/')).toBe(200);
  expect(await anonymous('/api/v0.2/token/', 'POST')).toBe(400);
});
