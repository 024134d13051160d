// Vite builds the site; Vitest runs two projects over the same configuration:
// `node` (functions, references, layers, content) and `gpu` (kernels in Chromium on its software WebGPU adapter).
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser, webGpuFlags } from './scripts/find-browser.mjs';
import { prose } from './scripts/vite-prose.ts';
import { shippedPackages } from './scripts/vite-shipped-packages.ts';

// Only tests need one: a build must not fail over a browser.
const browser = process.env.VITEST ? await findBrowser() : undefined;

export default defineConfig({
  plugins: [prose(), shippedPackages(), sveltekit()],
  worker: { format: 'es', plugins: () => [prose(), shippedPackages()] },
  // KaTeX's fonts must stay files: the policy allows fonts from our own origin, not from data: URLs.
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tools/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['tests/gpu/**/*.gpu.ts', 'src/**/*.gpu.ts'],
          testTimeout: 60_000,
          // One page at a time: two would share one software adapter and two cores.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: browser?.path, args: webGpuFlags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
