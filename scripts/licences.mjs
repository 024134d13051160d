// Writes THIRD_PARTY_LICENSES: every npm package of which something ships in the built site, with its licence text.
// What ships is noted by the build (scripts/vite-shipped-packages.ts): build first. --check only compares.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stampFile } from './build.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'THIRD_PARTY_LICENSES');
const listFile = join(root, '.svelte-kit', 'shipped-packages.json');
const rule = '-'.repeat(80);

/** @param {string} folder @returns {string} the licence text that a package carries; its own words in package.json else */
function licenceText(folder, stated = '') {
  const names = readdirSync(folder).filter((name) =>
    /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(name),
  );
  const files = names.sort().filter((name) => statSync(join(folder, name)).isFile());
  if (files.length === 0) return `(The package carries no licence file; its package.json says: ${stated})`;
  return files
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n?/g, '\n').trim())
    .join('\n\n');
}

/** @param {string} text @returns {string} without spaces at the ends of lines */
const tidy = (text) => text.replace(/[ \t]+$/gm, '');

/** @param {string} name @returns {string} one entry of the file */
function entryOf(name) {
  const folder = join(root, 'node_modules', ...name.split('/'));
  const { version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const head = [
    `${name} ${version}`,
    `Licence: ${license ?? 'see below'}`,
    ...(source ? [`Source: ${source}`] : []),
  ];
  return tidy([rule, ...head, '', licenceText(folder, license), ''].join('\n'));
}

/** @returns {string} the whole file as it should be. @throws {Error} when the site was not built */
export function licencesFile() {
  // The stamp is there only after a build that succeeded: a broken one leaves half a list.
  for (const file of [listFile, stampFile]) {
    if (!statSync(file, { throwIfNoEntry: false })) throw new Error('build the site first: npm run build');
  }
  /** @type {string[]} */
  const names = JSON.parse(readFileSync(listFile, 'utf8'));
  const intro = [
    'Glassbox is under the MIT licence (LICENSE). The built site contains code, styles or fonts of these packages.',
    'Written by `npm run licences`; do not edit.',
    '',
  ];
  return [...intro, ...names.map(entryOf)].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = licencesFile();
  const present = statSync(target, { throwIfNoEntry: false }) ? readFileSync(target, 'utf8') : '';
  if (!process.argv.includes('--check')) {
    writeFileSync(target, wanted);
    console.log(`THIRD_PARTY_LICENSES: ${wanted.split(`${rule}\n`).length - 1} packages`);
  } else if (present !== wanted) {
    console.error(
      'THIRD_PARTY_LICENSES is not what the built site contains: npm run build && npm run licences',
    );
    process.exitCode = 1;
  } else console.log('THIRD_PARTY_LICENSES is what the built site contains');
}
