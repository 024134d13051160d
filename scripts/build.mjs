// Builds the site into build/ and remembers from what, so that `npm start` builds only when something changed.
// `npm run build` always builds. BASE_PATH names the sub-path that the site will live under.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Written when a build succeeded, deleted when the next one starts. */
export const stampFile = join(root, '.svelte-kit', 'built.json');
const lockFile = join(root, '.svelte-kit', 'building.pid');
const sources = ['src', 'static', 'scripts', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

/** @returns {string} BASE_PATH without a slash at its end; empty for the root of a host */
export function basePath() {
  return (process.env.BASE_PATH ?? '').replace(/\/+$/, '');
}

/** @param {string} path @returns {number} the latest change below it, in ms since 1970; 0 when absent */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time changes when a file in it is added or deleted.
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, changedAt(join(path, name))),
    stat.mtimeMs,
  );
}

/** @returns {boolean} whether build/ was made from what lies here now, for this BASE_PATH */
export function isFresh() {
  if (!statSync(join(root, 'build', 'index.html'), { throwIfNoEntry: false })) return false;
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    const latest = Math.max(...sources.map((name) => changedAt(join(root, name))));
    return stamp.base === basePath() && stamp.startedAtMs > latest;
  } catch {
    return false; // never built, or a stamp nobody can read: build
  }
}

/** @param {number} pid @returns {boolean} whether a process of that id runs */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until no other build of this folder runs, then holds the lock; build/ has room for one at a time. */
function takeLock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let said = false; ; said = true) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      const holder = Number(readFileSync(lockFile, { encoding: 'utf8', flag: 'a+' }));
      if (!isRunning(holder)) rmSync(lockFile, { force: true });
      else if (!said) console.log(`waiting for another build (process ${holder})`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

/** Builds. @returns {boolean} whether it succeeded; vite's own output says why not */
export function build() {
  takeLock();
  try {
    return runVite();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** @returns {boolean} whether vite succeeded */
function runVite() {
  rmSync(stampFile, { force: true });
  const startedAtMs = Date.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) return false;
  for (const name of ['LICENSE', 'THIRD_PARTY_LICENSES']) {
    copyFileSync(join(root, name), join(root, 'build', `${name}.txt`));
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ base: basePath(), startedAtMs }));
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = build() ? 0 : 1;
}
