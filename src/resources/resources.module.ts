import { Module } from '@nestjs/common';
import { collectionController } from '../http/collection.controller';
import { nestedController } from '../http/nested.controller';
import { nestingsOf } from '../http/nesting';
import { RESOURCES } from './index';
import { JobOptionsController } from './jobs/job-options.controller';
import { JobController } from './jobs/job.controller';
import { JobService } from './jobs/job.service';

/** The routes of every collection and of every list below its rows. */
@Module({
  providers: [JobService],
  controllers: [
    JobController,
    JobOptionsController,
    ...RESOURCES.map((resource) => collectionController(resource)),
    ...RESOURCES.flatMap(nestingsOf).map((nesting) => nestedController(nesting)),
  ],
})
export class ResourcesModule {}
