import { Module } from '@nestjs/common';
import { AttachmentController } from './attachment.controller';
import { AttachmentService } from './attachment.service';
import { BlobStore } from './blob.store';

/** Files of jobs and tests. */
@Module({
  controllers: [AttachmentController],
  providers: [AttachmentService, BlobStore],
  exports: [AttachmentService, BlobStore],
})
export class AttachmentsModule {}
