import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  globalSetup: './pictures.ts',
  outputDir: '../test-results',
  // One program, one window and one Chromium at a time: the machine is shared.
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A journey that fails now and then tells of a fault: it is red here. A machine of CI is shared,
  // and names one that needs its second try as flaky in its last lines.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: root ? ['--no-sandbox'] : [],
    },
  },
});
