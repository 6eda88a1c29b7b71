import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsService } from './accounts.service';
import { BearerStrategy } from './bearer.strategy';
import { CredentialsGuard } from './credentials.guard';

/** Accounts for everybody, and the guard that every request passes. */
@Global()
@Module({
  providers: [
    AccountsService,
    BearerStrategy,
    CredentialsGuard,
    { provide: APP_GUARD, useExisting: CredentialsGuard },
  ],
  exports: [AccountsService, CredentialsGuard],
})
export class AuthModule {}
