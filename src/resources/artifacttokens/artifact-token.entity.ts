import { Entity, Index, Unique } from 'typeorm';
import { User } from '../../auth/entities/user.entity';
import { NumberKey, RequiredText, ToOne } from '../../database/columns';

/** A secret of a user for a server that holds artifacts: jobs of theirs fetch files with it. */
@Entity('artifact_tokens')
@Index(['user'])
@Unique(['user', 'name'])
export class ArtifactToken {
  @NumberKey() id!: number;
  @ToOne(() => User, { gone: 'CASCADE' }) user!: User;
  @RequiredText() name!: string;
  @RequiredText() token!: string;
}
