import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NegotiationGuard } from './negotiation.guard';

/** A module of its own because guards run in the order of the modules, and this one comes before credentials. */
@Module({ providers: [{ provide: APP_GUARD, useClass: NegotiationGuard }] })
export class NegotiationModule {}
