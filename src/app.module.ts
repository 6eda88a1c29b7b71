import { DynamicModule, Module } from '@nestjs/common';
import { AttachmentsModule } from './attachments/attachments.module';
import { AuthModule } from './auth/auth.module';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { LavaRestModule } from './faces/lava-rest/lava-rest.module';
import { ExportsModule } from './exports/exports.module';
import { IngestModule } from './ingest/ingest.module';
import { NegotiationModule } from './http/negotiation.module';
import { HttpModule } from './http/http.module';
import { OpenApiModule } from './openapi/openapi.module';
import { OpsModule } from './ops/ops.module';
import { ENTITIES } from './resources/entities';
import { ResourcesModule } from './resources/resources.module';
import { SubmissionModule } from './submission/submission.module';

/** The whole server. `databaseUrl` is where PostgreSQL answers by now. */
@Module({})
export class AppModule {
  static of(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule.at(databaseUrl, ENTITIES),
        NegotiationModule,
        AuthModule,
        HttpModule,
        ResourcesModule,
        SubmissionModule,
        AttachmentsModule,
        IngestModule,
        ExportsModule,
        LavaRestModule,
        OpenApiModule,
        OpsModule,
      ],
    };
  }
}
