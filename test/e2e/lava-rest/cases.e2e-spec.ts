import { startApp, TestApp } from '../../support/app';
import { CaseRunner, LavaCase, readCases } from '../../support/lava-cases';
import { LavaState } from '../../support/lava-state';
import { DECIDED_OTHERWISE, OVERRULED } from './decided-otherwise';

const { fixture, cases } = readCases();
let app: TestApp;
let state: LavaState;
let runner: CaseRunner;

beforeAll(async () => {
  app = await startApp();
  state = await LavaState.load(app.dataSource, fixture);
  runner = new CaseRunner(app.url, fixture, state.ids);
});
afterAll(async () => {
  runner.close();
  await app.close();
});
afterEach(() => state.restore());

const areas = [...new Set(cases.map(({ area }) => area))];
const isBinding = ({ optional, confidence }: LavaCase): boolean => optional !== true && confidence !== 'low';

describe.each(areas)('LAVA REST v0.2, %s', (area) => {
  const of = cases.filter((one) => one.area === area);
  it.each(of.map((one) => [one.id, one.title, one] as const))('%s: %s', async (id, _title, one) => {
    const wrong = await runner.run(one);
    if (id in DECIDED_OTHERWISE || id in OVERRULED) expect(wrong).not.toEqual([]);
    else expect(wrong).toEqual([]);
  });
});

it('decides nothing otherwise that is binding', () => {
  const known = new Map(cases.map((one) => [one.id, one]));
  const bad = Object.keys(DECIDED_OTHERWISE).filter((id) => {
    const one = known.get(id);
    return one === undefined || isBinding(one);
  });
  expect(bad).toEqual([]);
});
