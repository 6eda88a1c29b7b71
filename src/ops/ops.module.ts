import { Module } from '@nestjs/common';
import { ApiRootController } from './api-root.controller';
import { HealthController } from './health.controller';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

/** Health, readiness, metrics and the root of the API. */
@Module({ controllers: [HealthController, ApiRootController], providers: [Metrics, Readiness] })
export class OpsModule {}
