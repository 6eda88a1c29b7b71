import { Module } from '@nestjs/common';
import { exportController, EXPORTS } from './export.controller';

/** The reports that leave. */
@Module({ controllers: (Object.keys(EXPORTS) as (keyof typeof EXPORTS)[]).map(exportController) })
export class ExportsModule {}
