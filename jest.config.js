const swc = ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true } }, module: { type: 'commonjs' } }];
/** Two projects: pure rooms beside their code, everything else against a real PostgreSQL. */
module.exports = {
  testTimeout: 30_000,
  projects: [
    { displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'], transform: { '\\.ts$': swc } },
  ],
};
