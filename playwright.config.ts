import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  // Emptied before each run, so it holds nothing else.
  outputDir: 'test-results/playwright',
  // One at a time: two cores, and each test runs a core, a recogniser and a browser.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/playwright.json' }],
    ['./build/failures/playwright-reporter.ts'],
  ],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env['LOOKOUT_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
    viewport: { width: 1366, height: 768 },
  },
})
