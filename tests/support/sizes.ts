// house.md §10 as data: how long a file and a function may be, and what is allowed to be longer, with the reason.
import { functionsOf } from './source-facts';

/** Files longer than their limit, each with a sentence that says why it is one thing. */
export const longFiles: Readonly<Record<string, string>> = {};

/** Functions longer than their limit, as `file#name`, each with a sentence. */
export const longFunctions: Readonly<Record<string, string>> = {};

export const functionLimit = 40;

/** @returns the most lines a file of this path may have; undefined where there is no limit */
export function fileLimit(path: string): number | undefined {
  if (/\/golden\/|\.golden\.|golden\.test\.ts$|\.d\.ts$/.test(path)) return undefined;
  if (/^src\/routes\/.*\+page\.svelte$/.test(path)) return 60;
  if (/^src\/labs\/.*\/Lab\.svelte$/.test(path)) return 120;
  if (path.endsWith('.svelte')) return 200;
  if (path.endsWith('.wgsl')) return 120;
  return path.endsWith('.ts') ? 300 : undefined;
}

const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** A `describe` is a list of tests, not a function one reads in one go. */
const isTestFile = (path: string): boolean => /\.(?:test|gpu|spec)\.ts$/.test(path);

/** One line for each file or function over its limit and not excepted. */
export function sizeFaults(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const limit = fileLimit(path);
    const lines = lineCount(text);
    const faults: string[] = [];
    if (limit !== undefined && lines > limit && !longFiles[path]) {
      faults.push(`${path} has ${lines} lines, at most ${limit} are allowed`);
    }
    if (limit === undefined || path.endsWith('.wgsl') || isTestFile(path)) return faults;
    for (const found of functionsOf(path, text)) {
      if (found.lines <= functionLimit || longFunctions[`${path}#${found.name}`]) continue;
      faults.push(
        `${path}:${found.line} ${found.name} has ${found.lines} lines, at most ${functionLimit} are allowed`,
      );
    }
    return faults;
  });
}
