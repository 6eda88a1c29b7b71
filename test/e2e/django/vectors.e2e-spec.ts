import { loadDataset } from '../../../src/dataset/load';
import { startApp, TestApp } from '../../support/app';
import { oracleData } from './oracle-data';
import { answersLikeDjango } from './vector-tests';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await loadDataset(app.dataSource, oracleData());
});
afterAll(() => app.close());

answersLikeDjango(() => app);
