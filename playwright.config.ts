import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test',
  // Those of Vitest are named *.test.ts.
  testMatch: ['e2e/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: 'test-output/e2e',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
})
