/** Reading and checking arguments: what is wrong is said in one English sentence, and the exit code is 2. */
import { parseArgs } from 'node:util';

/** The caller's mistake: a missing option, a word that is no number, a file that is not there. */
export class UsageError extends Error {}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Options every command takes. */
const COMMON = { device: 'string', json: 'boolean' } as const;

/**
 * Only the options named are allowed, each at most once, no loose words.
 * @throws UsageError
 */
export function readOptions(args: readonly string[], known: Readonly<Record<string, 'string' | 'boolean'>>) {
  const types = { ...COMMON, ...known };
  const options = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { type, multiple: true as const }]),
  );
  let values: Record<string, (string | boolean)[] | undefined>;
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const twice = Object.entries(values).find(([, given]) => given && given.length > 1);
  if (twice) throw new UsageError(`--${twice[0]} is given ${twice[1]!.length} times`);
  return Object.fromEntries(Object.entries(values).map(([name, given]) => [name, given?.[0]])) as Options;
}

/** @throws UsageError when it is missing or empty. */
export function need(options: Options, name: string, what: string): string {
  const value = options[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing: ${what}`);
  return value;
}

/** @throws UsageError naming the words that are allowed. */
export function oneOf<T extends string>(
  options: Options,
  name: string,
  allowed: readonly T[],
  fallback: T,
): T {
  const value = options[name] ?? fallback;
  const found = allowed.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, got "${String(value)}"`);
  return found;
}

export interface NumberRule {
  readonly least: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** @throws UsageError when it is no number in the range. */
export function numberOf<T extends number | undefined>(
  options: Options,
  name: string,
  rule: NumberRule,
  fallback: T,
): number | T {
  const text = options[name];
  if (text === undefined) return fallback;
  const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
  const { least, most = Infinity, whole = false } = rule;
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new UsageError(
      `--${name} must be a ${whole ? 'whole ' : ''}number ${range}, got "${String(text)}"`,
    );
  }
  return value;
}
