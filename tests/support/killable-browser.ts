// A browser of its own with its own profile on disk, which can be killed as a crash or a power cut would.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, noWebGpuFlags, webGpuFlags } from '../../scripts/find-browser.mjs';
import { watchContext, type Findings } from './watch';

/** A running browser; `kill` is SIGKILL to it and all its children, `close` is the polite way. */
export type KillableBrowser = {
  context: BrowserContext;
  page: Page;
  findings: Findings;
  kill(): Promise<void>;
  close(): Promise<void>;
};

/** Waits for the file in which Chromium writes its debugging port. @throws Error after 30 s */
async function debuggingUrl(profile: string, hasExited: () => boolean): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  for (const startedAt = Date.now(); Date.now() - startedAt < 30_000; await sleep(50)) {
    if (hasExited()) throw new Error(`the browser on ${profile} ended before it could be driven`);
    const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : '';
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`the browser on ${profile} named no debugging port within 30 s`);
}

/**
 * Starts a browser on a profile folder, which survives it: start again on the same folder to see what was kept.
 * @param options.origin the site's own origin, for the watch over foreign requests
 * @param options.webGpu false starts it without WebGPU
 */
export async function launchKillable(options: {
  profile: string;
  origin: string;
  webGpu?: boolean;
}): Promise<KillableBrowser> {
  const executable = (await findBrowser())?.path ?? chromium.executablePath();
  rmSync(join(options.profile, 'DevToolsActivePort'), { force: true });
  const flags = options.webGpu === false ? noWebGpuFlags : webGpuFlags;
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${options.profile}`];
  // detached: a process group of its own, so that the kill reaches its children and nothing else.
  const child = spawn(executable, [...flags, ...own, 'about:blank'], { detached: true, stdio: 'ignore' });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  const kill = async (): Promise<void> => {
    if (!hasExited && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await exited;
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggingUrl(options.profile, () => hasExited));
    const context = browser.contexts()[0];
    if (!context) throw new Error('the browser has no context');
    const findings = watchContext(context, options.origin);
    const page = context.pages()[0] ?? (await context.newPage());
    const close = async (): Promise<void> => {
      const session = await browser.newBrowserCDPSession();
      await Promise.race([session.send('Browser.close').catch(() => undefined), exited]);
      await Promise.race([exited, sleep(10_000).then(kill)]);
    };
    return { context, page, findings, kill, close };
  } catch (error) {
    await kill();
    throw error;
  }
}
