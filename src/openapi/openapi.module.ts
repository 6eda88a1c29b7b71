import { Module } from '@nestjs/common';
import { DocsController } from './docs.controller';
import { SchemaController } from './schema.controller';

/** The description of the API, for programs and for people. */
@Module({ controllers: [SchemaController, DocsController] })
export class OpenApiModule {}
