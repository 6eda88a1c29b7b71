import { Module } from '@nestjs/common';
import { collectionController } from '../http/collection.controller';
import { nestedController } from '../http/nested.controller';
import { nestingsOf } from '../http/nesting';
import { RESOURCES } from './index';

/** The routes of every collection and of every list below its rows. */
@Module({
  controllers: [
    ...RESOURCES.map((resource) => collectionController(resource)),
    ...RESOURCES.flatMap(nestingsOf).map((nesting) => nestedController(nesting)),
  ],
})
export class ResourcesModule {}
