import { Entity, Index } from 'typeorm';
import { NumberKey, RequiredText, Text, ToOne } from '../../database/columns';
import { Test } from '../tests/test.entity';

/** A value that a test left behind: category, key, value. */
@Entity('test_data')
@Index(['test', 'id'])
export class TestData {
  @NumberKey() id!: number;
  @ToOne(() => Test, { gone: 'CASCADE' }) test!: Test;
  @Text() category!: string;
  @RequiredText() key!: string;
  @Text() value!: string;
}
