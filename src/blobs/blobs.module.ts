import { Module } from '@nestjs/common';
import { BlobStore } from './blob.store';

/** Bytes by their hash. */
@Module({ providers: [BlobStore], exports: [BlobStore] })
export class BlobsModule {}
