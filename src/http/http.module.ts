import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFilter } from './error.filter';
import { ListService } from './list.service';
import { TokenController } from './token.controller';
import { RowService } from '../collections/row.service';

/** Lists and rows of any collection, and the shape of errors. */
@Global()
@Module({
  controllers: [TokenController],
  providers: [ListService, RowService, { provide: APP_FILTER, useClass: ErrorFilter }],
  exports: [ListService, RowService],
})
export class HttpModule {}
