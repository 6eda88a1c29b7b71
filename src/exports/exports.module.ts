import { Module } from '@nestjs/common';
import { exportController, EXPORTS } from './export.controller';
import { ExportTurns } from './export.turns';

/** The reports that leave. */
@Module({
  controllers: (Object.keys(EXPORTS) as (keyof typeof EXPORTS)[]).map(exportController),
  providers: [ExportTurns],
  exports: [ExportTurns],
})
export class ExportsModule {}
