import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/blobs.module';
import { AttachmentController } from './attachment.controller';
import { AttachmentService } from './attachment.service';

/** Files of jobs and tests. */
@Module({
  imports: [BlobsModule],
  controllers: [AttachmentController],
  providers: [AttachmentService],
  exports: [AttachmentService],
})
export class AttachmentsModule {}
