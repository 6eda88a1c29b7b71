import { Column, Entity, Index } from 'typeorm';
import { NumberKey, RequiredText, Text, TimeOfCreation, ToOne } from '../../database/columns';
import { Job } from '../jobs/job.entity';
import { Test } from '../tests/test.entity';

/** A file of a job or a test; its bytes are stored once by their hash. */
@Entity('attachments')
@Index(['job', 'id'])
@Index(['test', 'id'])
@Index(['sha256'])
export class Attachment {
  @NumberKey() id!: number;
  @ToOne(() => Job, { gone: 'CASCADE' }) job!: Job;
  @ToOne(() => Test, { optional: true, gone: 'CASCADE' }) test!: Test | null;
  @RequiredText() name!: string;
  @Text() content_type!: string;
  /** Bytes. */
  @Column({ type: 'bigint' }) size!: number;
  /** Of the content, 64 hexadecimal digits. */
  @RequiredText() sha256!: string;
  @TimeOfCreation() created!: string;
}
