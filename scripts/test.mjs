// `npm test`: every check there is, one after the other, going on after a failure; ends with `N passed, N failed`.
// Options: --only a,b runs those steps alone; --list names them. GLASSBOX_TEST_MINUTES (default 22) bounds the whole.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './find-browser.mjs';
import { countPlaywright, countStep, countVitest, sumCounts, summaryLine } from './test-report.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const reports = join(root, 'test-results', 'reports');
const deadlineMs = Date.now() + Number(process.env.GLASSBOX_TEST_MINUTES ?? 22) * 60_000;

/**
 * One step. `report` names its JSON file and reads it; `needs` is what must have succeeded before.
 * @typedef {{
 *   name: string, script: string, args: string[], minutes: number, needs?: 'browser'[],
 *   report?: { file: string, count: (report: never) => import('./test-report.mjs').Counts },
 * }} Step
 */

/** @param {string} name @returns {string} the file in which a step leaves its report */
const reportFile = (name) => join(reports, `${name}.json`);

/** @param {string} project @returns {string[]} */
const vitestArgs = (project) => [
  ...['run', '--project', project, '--reporter', 'default', '--reporter', 'json'],
  ...['--outputFile.json', reportFile(`vitest-${project}`)],
];

/** @param {string} file @returns {string} a file of an installed package */
const bin = (file) => join(root, 'node_modules', ...file.split('/'));

/** @type {Step[]} */
const steps = [
  { name: 'format', script: bin('prettier/bin/prettier.cjs'), args: ['--check', '.'], minutes: 3 },
  { name: 'lint', script: bin('eslint/bin/eslint.js'), args: ['.', '--max-warnings', '0'], minutes: 4 },
  {
    name: 'types',
    script: bin('svelte-check/bin/svelte-check'),
    args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    minutes: 5,
  },
  {
    name: 'node',
    script: bin('vitest/vitest.mjs'),
    args: vitestArgs('node'),
    minutes: 10,
    report: { file: reportFile('vitest-node'), count: countVitest },
  },
  { name: 'build', script: join(root, 'scripts', 'build.mjs'), args: [], minutes: 5 },
  { name: 'licences', script: join(root, 'scripts', 'licences.mjs'), args: ['--check'], minutes: 1 },
  {
    name: 'gpu',
    script: bin('vitest/vitest.mjs'),
    args: vitestArgs('gpu'),
    minutes: 12,
    needs: ['browser'],
    report: { file: reportFile('vitest-gpu'), count: countVitest },
  },
  {
    name: 'e2e',
    script: bin('@playwright/test/cli.js'),
    args: ['test'],
    minutes: 15,
    needs: ['browser'],
    report: { file: reportFile('e2e'), count: countPlaywright },
  },
];

/** @type {Set<number>} process groups that run now */
const running = new Set();

/** @param {number} pid the leader of a process group that we started */
function killGroup(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    running.delete(pid); // it ended by itself
  }
}

/**
 * Runs a Node script in a process group of its own, with its output going straight through.
 * @param {string} script @param {string[]} args @param {number} limitMs
 * @returns {Promise<boolean>} whether it ended with 0 within the limit
 */
function runNode(script, args, limitMs) {
  return new Promise((done) => {
    const env = { ...process.env, GLASSBOX_E2E_JSON: reportFile('e2e') };
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const pid = child.pid;
    if (pid !== undefined) running.add(pid);
    const timer = setTimeout(() => {
      console.log(`\nstopped after ${Math.round(limitMs / 1000)} s, the time it had`);
      if (pid !== undefined) killGroup(pid);
    }, limitMs);
    child.once('error', (error) => console.log(`could not start: ${error.message}`));
    child.once('close', (code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      done(code === 0);
    });
  });
}

/** @param {Step} step @returns {import('./test-report.mjs').Counts | undefined} undefined without a readable report */
function readReport(step) {
  if (!step.report) return undefined;
  try {
    return step.report.count(/** @type {never} */ (JSON.parse(readFileSync(step.report.file, 'utf8'))));
  } catch (error) {
    console.log(`no report from ${step.name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/**
 * @param {Step} step @param {boolean} hasBrowser
 * @returns {Promise<{ name: string, seconds: number, counts: import('./test-report.mjs').Counts }>}
 */
async function runStep(step, hasBrowser) {
  console.log(`\n=== ${step.name}`);
  const startedAt = Date.now();
  const limitMs = Math.min(step.minutes * 60_000, deadlineMs - startedAt);
  let ok = false;
  if (step.needs?.includes('browser') && !hasBrowser) console.log('not run: there is no browser');
  else if (limitMs <= 0) console.log('not run: the time for the whole is up');
  else ok = await runNode(step.script, step.args, limitMs);
  const counts = countStep({ ok, cases: readReport(step), counts: step.report ? 'cases' : 'step' });
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(`--- ${step.name}: ${summaryLine(counts)} in ${seconds.toFixed(1)} s`);
  return { name: step.name, seconds, counts };
}

/** Finds or installs the browser and tells the steps where it is. @returns {Promise<boolean>} */
async function prepareBrowser() {
  try {
    const { path, source } = await ensureBrowser();
    console.log(`browser: ${path} (from ${source})`);
    process.env.GLASSBOX_BROWSER = path;
    return true;
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return false;
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    running.forEach(killGroup);
    process.exit(130);
  });
}

const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });
if (values.list) {
  console.log(steps.map(({ name }) => name).join('\n'));
  process.exit(0);
}
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`no step "${unknown.join('", "')}"; npm test -- --list names them`);
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
await runNode(bin('@sveltejs/kit/svelte-kit.js'), ['sync'], 60_000);
const chosen = steps.filter(({ name }) => !wanted || wanted.includes(name));
const hasBrowser = chosen.some(({ needs }) => needs?.includes('browser')) && (await prepareBrowser());

const results = [];
for (const step of chosen) results.push(await runStep(step, hasBrowser));

console.log('');
for (const { name, seconds, counts } of results) {
  console.log(`${name.padEnd(9)} ${`${seconds.toFixed(1)} s`.padStart(9)}  ${summaryLine(counts)}`);
}
const total = sumCounts(results.map(({ counts }) => counts));
console.log(summaryLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;
