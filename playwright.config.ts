// Pages in Chromium: the built site behind the static server, WebGPU on the software adapter.
// A test whose title carries @no-webgpu runs in a browser without WebGPU instead.
import { defineConfig } from '@playwright/test';
import { findBrowser, noWebGpuFlags, webGpuFlags } from './scripts/find-browser.mjs';

const port = Number(process.env.GLASSBOX_E2E_PORT ?? 4187);
const executablePath = (await findBrowser())?.path;
const jsonFile = process.env.GLASSBOX_E2E_JSON;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // One at a time: every page computes, and two cores also run the server and the browser's GPU process.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: jsonFile ? [['list'], ['json', { outputFile: jsonFile }]] : [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
  },
  projects: [
    {
      name: 'chromium',
      grepInvert: /@no-webgpu/,
      use: { browserName: 'chromium', launchOptions: { executablePath, args: webGpuFlags } },
    },
    {
      name: 'no-webgpu',
      grep: /@no-webgpu/,
      use: { browserName: 'chromium', launchOptions: { executablePath, args: noWebGpuFlags } },
    },
  ],
  webServer: {
    command: `node scripts/start.mjs --port ${port} --strict-port`,
    url: `http://localhost:${port}/`,
    env: { BASE_PATH: '' },
    reuseExistingServer: !process.env.CI,
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
