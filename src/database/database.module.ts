import { DynamicModule, Module, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CONFIG, Config } from '../config/config';
import { dataSourceOptions } from './data-source';
import { closeSidePool } from './side-pool';

/** Milliseconds that a request waits for a connection: in the end somebody who tries again is better off. */
const PATIENCE = 10_000;

type EntityClass = new () => object;

/** The application's data source. `url` is where PostgreSQL answers by now: the configured one, or the embedded one. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  onApplicationShutdown(): Promise<void> {
    return closeSidePool(this.dataSource);
  }

  static at(url: string, entities: EntityClass[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            ...dataSourceOptions(url, entities, { ...config, patience: PATIENCE }),
            retryAttempts: 0,
          }),
        }),
      ],
    };
  }
}
