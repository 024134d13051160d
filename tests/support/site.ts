// What every page test starts from: a `test` that fails when the page speaks on the console or asks a foreign
// origin, and a browser that can be killed. Import { test, expect } from here, never from @playwright/test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { launchKillable, type KillableBrowser } from './killable-browser';
import { startRecordingProxy, type RecordingProxy } from './recording-proxy';
import { watchContext, type Findings } from './watch';

export { expect };
export { axeViolations, expectAccessible } from './axe';

type Fixtures = {
  /** What the watch has seen so far; checked to be empty when the test ends. */
  findings: Findings;
  /** Starts a browser on the test's own profile; call it again after `kill()` to see what was kept. */
  startBrowser: (options?: { webGpu?: boolean }) => Promise<KillableBrowser>;
};

type WorkerFixtures = { recorder: RecordingProxy };

export const test = base.extend<Fixtures, WorkerFixtures>({
  recorder: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const recorder = await startRecordingProxy();
      await use(recorder);
      await recorder.close();
    },
    { scope: 'worker' },
  ],
  proxy: ({ recorder }, use) => use({ server: recorder.server, bypass: 'localhost,127.0.0.1' }),
  findings: [
    async ({ context, baseURL, recorder }, use) => {
      recorder.asked.length = 0;
      const findings = watchContext(context, baseURL ?? '', recorder.asked);
      await use(findings);
      expect(findings.foreign, 'requests outside the origin').toEqual([]);
      expect(findings.noise, 'console errors, warnings and uncaught errors').toEqual([]);
    },
    { auto: true },
  ],
  startBrowser: async ({ baseURL }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'glassbox-profile-'));
    const started: KillableBrowser[] = [];
    await use(async (options = {}) => {
      const browser = await launchKillable({ profile, origin: baseURL ?? '', ...options });
      started.push(browser);
      return browser;
    });
    for (const browser of started) await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(
      started.flatMap(({ findings }) => [...findings.foreign, ...findings.noise]),
      'what the killable browsers did that no page may do',
    ).toEqual([]);
  },
});
