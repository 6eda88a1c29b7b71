const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];
const common = { transform: { '\\.ts$': swc } };

/** Two projects: pure rooms beside their code, and everything else against a real PostgreSQL that the run starts itself. */
module.exports = {
  testTimeout: 60_000,
  // Jest would leave one of two cores idle.
  maxWorkers: '100%',
  reporters: ['default', ...(process.env.JEST_JUNIT_OUTPUT_FILE ? ['jest-junit'] : [])],
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/*.spec.ts'] },
    {
      ...common,
      displayName: 'server',
      testMatch: ['<rootDir>/test/medium/**/*.spec.ts', '<rootDir>/test/e2e/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      testEnvironment: '<rootDir>/test/support/environment.ts',
    },
  ],
};
