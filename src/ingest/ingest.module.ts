import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/blobs.module';
import { IngestController } from './ingest.controller';
import { IngestService } from './ingest.service';
import { Payloads } from './payload';

/** Whole reports in. */
@Module({
  imports: [BlobsModule],
  controllers: [IngestController],
  providers: [IngestService, Payloads],
  exports: [IngestService],
})
export class IngestModule {}
