// Finds a Chromium to test with, or installs one where there is none; knows the flags the tests launch it with.
// Order: GLASSBOX_BROWSER or CHROME_PATH, a Chromium or Chrome of the system, the one Playwright downloaded.
// `node scripts/find-browser.mjs [--install]` prints what it found.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Flags every test launch uses: quiet, without background traffic, able to run as root. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** The same with WebGPU on Chromium's software adapter: what the GPU suite and most pages run with. */
export const webGpuFlags = [...quietFlags, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The same with WebGPU switched off: what a visitor without it sees. */
export const noWebGpuFlags = [...quietFlags, '--disable-features=WebGPU,WebGPUService'];

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const fixedPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
    join(
      process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
      'Google\\Chrome\\Application\\chrome.exe',
    ),
  ],
};

/** @param {string} file @returns {boolean} whether the file can be started by this user */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not ours to start: either way not a candidate
  }
}

/** @returns {string | undefined} the first Chromium or Chrome of the operating system */
function systemBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const places =
    process.platform === 'darwin' || process.platform === 'win32' ? fixedPlaces[process.platform] : [];
  const candidates = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...places].find(isExecutable);
}

/** @returns {Promise<string | undefined>} the Chromium that `npx playwright install chromium` put down */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
}

/**
 * Where a Chromium is, without installing anything.
 * @returns {Promise<{ path: string, source: string } | undefined>} undefined when there is none
 * @throws {Error} when GLASSBOX_BROWSER or CHROME_PATH names something that cannot be started
 */
export async function findBrowser() {
  for (const variable of ['GLASSBOX_BROWSER', 'CHROME_PATH']) {
    const path = process.env[variable];
    if (!path) continue;
    if (!isExecutable(path)) throw new Error(`${variable} is "${path}", which is not an executable file`);
    return { path, source: `the environment variable ${variable}` };
  }
  const system = systemBrowser();
  if (system) return { path: system, source: 'the system' };
  const own = await playwrightBrowser();
  return own ? { path: own, source: 'playwright' } : undefined;
}

/** @param {string} command @param {string[]} args @returns {boolean} whether it exited with 0 */
function succeeds(command, args) {
  console.log(`$ ${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

/**
 * Installs a Chromium: Debian's package with a Chinese font when apt is there and we are root, else Playwright's.
 * @returns {Promise<{ path: string, source: string }>}
 * @throws {Error} when neither way gave a browser
 */
export async function installBrowser() {
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'linux' && isRoot && isExecutable('/usr/bin/apt-get')) {
    succeeds('apt-get', ['update', '-q']);
    const wanted = ['chromium', 'fonts-noto-cjk'];
    if (succeeds('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...wanted])) {
      const path = systemBrowser();
      if (path) return { path, source: "Debian's chromium, just installed" };
    }
  }
  if (succeeds(process.platform === 'win32' ? 'npx.cmd' : 'npx', ['playwright', 'install', 'chromium'])) {
    const path = await playwrightBrowser();
    if (path) return { path, source: "playwright's chromium, just installed" };
  }
  throw new Error('No Chromium found and none could be installed: set GLASSBOX_BROWSER to one.');
}

/** @returns {Promise<{ path: string, source: string }>} the browser found, else one newly installed */
export async function ensureBrowser() {
  return (await findBrowser()) ?? (await installBrowser());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = process.argv.includes('--install') ? await ensureBrowser() : await findBrowser();
  console.log(browser ? `browser: ${browser.path} (from ${browser.source})` : 'browser: none found');
  if (!browser) process.exitCode = 1;
}
