import { Entity, Index } from 'typeorm';
import { NumberKey, OptionalText, OptionalWhole, RequiredText, Text, ToOne } from '../../database/columns';
import { RecordOutcome } from '../../vocabulary/record-outcome';
import { Ingest } from '../ingests/ingest.entity';

/** A record of an upload that was not simply stored, or something that was noticed there. */
@Entity('ingest_records')
@Index(['ingest', 'id'])
export class IngestRecord {
  @NumberKey() id!: number;
  @ToOne(() => Ingest, { gone: 'CASCADE' }) ingest!: Ingest;
  /** The file within the upload. */
  @Text() file!: string;
  @OptionalWhole() line!: number | null;
  @OptionalWhole() column!: number | null;
  @RequiredText() outcome!: RecordOutcome;
  /** A word for programs: `repeated_case`. */
  @RequiredText() code!: string;
  @Text() message!: string;
  @OptionalText() suite!: string | null;
  @OptionalText() name!: string | null;
}
