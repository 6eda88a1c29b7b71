import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/blobs.module';
import { IngestController } from './ingest.controller';
import { IngestService } from './ingest.service';
import { Payloads } from './payload';
import { PayloadController } from './payload.controller';
import { PayloadService } from './payload.service';
import { PayloadSweeper } from './payload.sweeper';
import { ReimportService } from './reimport.service';

/** Whole reports in. */
@Module({
  imports: [BlobsModule],
  controllers: [IngestController, PayloadController],
  providers: [IngestService, Payloads, PayloadService, PayloadSweeper, ReimportService],
  exports: [IngestService],
})
export class IngestModule {}
