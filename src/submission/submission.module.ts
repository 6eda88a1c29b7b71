import { Module } from '@nestjs/common';
import { CancelService } from './cancel.service';
import { ResubmitService } from './resubmit.service';
import { SubmitService } from './submit.service';

const SERVICES = [SubmitService, ResubmitService, CancelService];

/** Jobs out of definitions, and their end. */
@Module({ providers: SERVICES, exports: SERVICES })
export class SubmissionModule {}
