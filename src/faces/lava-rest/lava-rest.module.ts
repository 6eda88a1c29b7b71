import { Module, OnModuleInit } from '@nestjs/common';
import { ExportsModule } from '../../exports/exports.module';
import { AllManners } from '../../http/manners';
import { SubmissionModule } from '../../submission/submission.module';
import { COLLECTIONS } from './collections/all';
import { lavaController } from './collections/collection.controller';
import { LavaDescriptionsController } from './descriptions.controller';
import { LavaExportController } from './exports/export.controller';
import { LavaLogController } from './exports/log.controller';
import { ResultsGate } from './exports/results-gate.service';
import { LavaOlderResultsController } from './exports/results.controller';
import { LavaSender } from './exports/send.service';
import { LavaJobController } from './job.controller';
import { LavaDeviceTypeController } from './lab/device-type.controller';
import { LavaDeviceController } from './lab/device.controller';
import { LabDocuments } from './lab/document.service';
import { LavaWorkerController } from './lab/worker.controller';
import { LavaLists } from './lists.service';
import { LAVA_MANNERS } from './manners';
import { LavaResultsController } from './results/results.controller';
import { LavaRootController } from './root.controller';
import { LavaSystemController } from './system.controller';
import { LavaTokenController } from './token.controller';

/** LAVA's REST API v0.2 and its older results: LAVA's clients, unchanged, at the same database. */
@Module({
  imports: [ExportsModule, SubmissionModule],
  controllers: [
    LavaRootController,
    LavaSystemController,
    LavaTokenController,
    LavaDescriptionsController,
    LavaJobController,
    ...COLLECTIONS.map(lavaController),
    LavaResultsController,
    LavaExportController,
    LavaLogController,
    LavaOlderResultsController,
    LavaDeviceController,
    LavaDeviceTypeController,
    LavaWorkerController,
  ],
  providers: [LavaLists, LavaSender, ResultsGate, LabDocuments],
})
export class LavaRestModule implements OnModuleInit {
  constructor(private readonly manners: AllManners) {}

  onModuleInit(): void {
    this.manners.add(LAVA_MANNERS);
  }
}
