import { DynamicModule, Module } from '@nestjs/common';
import { CONFIG, Config } from './config';

/** Hands the configuration to whoever asks for CONFIG. */
@Module({})
export class ConfigModule {
  static of(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
