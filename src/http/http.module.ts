import { Global, Inject, Logger, Module, OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { CONFIG, Config } from '../config/config';
import { sweepUploads } from './body/spool-folder';
import { ErrorFilter } from './error.filter';
import { ListService } from './list.service';
import { AllManners } from './manners';
import { OptionsService } from './options.service';
import { PasswordExchange } from './password-exchange.service';
import { PageReader } from './page.reader';
import { ThrottleGuard } from './throttle.guard';
import { TokenController } from './token.controller';
import { RowService } from '../collections/row.service';

/** Lists and rows of any collection, and the shape of errors. */
@Global()
@Module({
  controllers: [TokenController],
  providers: [
    AllManners,
    ListService,
    OptionsService,
    PasswordExchange,
    PageReader,
    RowService,
    ThrottlerStorageService,
    ThrottleGuard,
    { provide: APP_GUARD, useExisting: ThrottleGuard },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [AllManners, ListService, OptionsService, PasswordExchange, PageReader, RowService],
})
export class HttpModule implements OnModuleInit {
  private readonly log = new Logger('spool');

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** What a killed server left of its uploads is of no use to anybody. */
  async onModuleInit(): Promise<void> {
    try {
      const swept = await sweepUploads(this.config.dataDir);
      if (swept > 0) this.log.warn(`Removed ${swept} uploads that a killed server had left unfinished`);
    } catch (error) {
      this.log.warn(`Cannot remove what is left of old uploads: ${(error as Error).message}`);
    }
  }
}
