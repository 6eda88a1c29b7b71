import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Config } from '../config/config';
import { Turns } from '../http/turns';

/** Milliseconds that an export waits for its turn. */
const PATIENCE = 20_000;

/**
 * An export holds a connection for as long as its client takes to read it. Half of the connections are for exports, so
 * that slow readers never stop everybody else.
 */
@Injectable()
export class ExportTurns extends Turns {
  constructor(@Inject(CONFIG) { poolSize }: Pick<Config, 'poolSize'>) {
    super(Math.max(1, Math.floor(poolSize / 2)), PATIENCE, 'Too many exports are being read at the moment.');
  }
}
