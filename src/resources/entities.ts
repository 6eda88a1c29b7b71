import { Permission } from '../auth/entities/permission.entity';
import { Token } from '../auth/entities/token.entity';
import { UserGroup } from '../auth/entities/user-group.entity';
import { User } from '../auth/entities/user.entity';
import { Activity } from './activities/activity.entity';
import { Alias } from './aliases/alias.entity';
import { Architecture } from './architectures/architecture.entity';
import { ArtifactToken } from './artifacttokens/artifact-token.entity';
import { Attachment } from './attachments/attachment.entity';
import { BitWidth } from './bitwidths/bit-width.entity';
import { Build } from './builds/build.entity';
import { Core } from './cores/core.entity';
import { DevicePermission } from './devicepermissions/device-permission.entity';
import { Device } from './devices/device.entity';
import { DeviceTypePermission } from './devicetypepermissions/device-type-permission.entity';
import { DeviceType } from './devicetypes/device-type.entity';
import { FailureTag } from './failuretags/failure-tag.entity';
import { Group } from './groups/group.entity';
import { IngestRecord } from './ingestrecords/ingest-record.entity';
import { Ingest } from './ingests/ingest.entity';
import { Job } from './jobs/job.entity';
import { JobStatus } from './jobstatuses/job-status.entity';
import { LogLine } from './logs/log-line.entity';
import { Processor } from './processors/processor.entity';
import { Suite } from './suites/suite.entity';
import { Tag } from './tags/tag.entity';
import { TestCase } from './testcases/test-case.entity';
import { TestData } from './testdata/test-data.entity';
import { Test } from './tests/test.entity';
import { TestSet } from './testsets/test-set.entity';
import { TestStatus } from './teststatuses/test-status.entity';
import { WorkerPermission } from './workerpermissions/worker-permission.entity';
import { Worker } from './workers/worker.entity';

/** Every table that TypeORM knows. */
export const ENTITIES = [
  Activity,
  Alias,
  Architecture,
  ArtifactToken,
  Attachment,
  BitWidth,
  Build,
  Core,
  Device,
  DevicePermission,
  DeviceType,
  DeviceTypePermission,
  FailureTag,
  Group,
  Ingest,
  IngestRecord,
  Job,
  JobStatus,
  LogLine,
  Permission,
  Processor,
  Suite,
  Tag,
  Test,
  TestCase,
  TestData,
  TestSet,
  TestStatus,
  Token,
  User,
  UserGroup,
  Worker,
  WorkerPermission,
];
