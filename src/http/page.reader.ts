import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Viewer } from '../auth/viewer';
import { Resource } from '../collections/resource';
import { CONFIG, Config } from '../config/config';
import { asDomainError } from '../database/sqlstate';
import { CompileExtra } from '../query/compile';
import { fetchPage, Page } from '../query/page';
import { Plan, regexNames } from '../query/plan';
import { Turns } from './turns';

/** Milliseconds that a list with a regular expression waits for its turn. */
const PATIENCE = 3_000;

/**
 * Reads the page of a plan within the time and the connections that one list may have, for every protocol. A regular
 * expression can search for ever in the smallest table: lists with one have a quarter of the connections, so that they
 * never stop everybody else.
 */
@Injectable()
export class PageReader {
  private readonly turns: Turns;
  private readonly budget: number;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) { poolSize, statementTimeout }: Config,
  ) {
    const refusal = 'Too many regular expressions are being searched for at the moment.';
    this.turns = new Turns(Math.max(1, Math.floor(poolSize / 4)), PATIENCE, refusal);
    this.budget = statementTimeout;
  }

  /** @throws BadInput, NotFound, Unavailable */
  async read(
    resource: Resource,
    plan: Plan,
    viewer: Viewer,
    extra: CompileExtra<Viewer> = {},
  ): Promise<Page> {
    const endTurn = regexNames(plan.where).length > 0 ? await this.turns.take() : undefined;
    try {
      return await fetchPage(this.dataSource.manager, resource, plan, viewer, {
        ...extra,
        budget: this.budget,
      });
    } catch (error) {
      throw asDomainError(error);
    } finally {
      endTurn?.();
    }
  }
}
