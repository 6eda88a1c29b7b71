import { Column, Entity, Index } from 'typeorm';
import { NumberKey, OptionalTime, Text, TimeOfCreation, ToOne } from '../../database/columns';
import { TokenScope } from '../token-scope';
import { User } from './user.entity';

/** A key to the API: shown once when made, kept only as a hash. */
@Entity('tokens')
@Index(['user'])
export class Token {
  @NumberKey() id!: number;
  @ToOne(() => User, { gone: 'CASCADE' }) user!: User;
  @Text() name!: string;
  /** The first characters, by which its owner knows it again. */
  @Text() prefix!: string;
  /** SHA-256 of the whole token. */
  @Column({ type: 'bytea', unique: true }) hash!: Buffer;
  /** The token itself, locked with the password that it was exchanged for. */
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  @Column({ type: 'jsonb', default: ['read', 'push', 'admin'] }) scopes!: TokenScope[];
  @TimeOfCreation() created!: string;
  @OptionalTime() expires!: string | null;
  @OptionalTime() last_used!: string | null;
}
