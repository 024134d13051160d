/** The file that `train --config` reads: checked field by field, unknown fields refused. */
import { GlassboxError } from '../../src/lib/base/errors';
import type { CorpusChoice } from '../../src/lib/train/corpus';
import { TRAIN_DEFAULTS, type TrainSettings } from '../../src/lib/train/settings';

export interface TrainConfig {
  readonly corpus: CorpusChoice | { readonly kind: 'file'; readonly path: string };
  /** Tokens of the BPE trained on the corpus; 256 is bytes alone. */
  readonly vocabSize: number;
  readonly settings: TrainSettings;
  /** Steps to make; default: the schedule's. */
  readonly steps: number;
  /** Batches of held-out text the loss is measured on at the end. */
  readonly heldOutBatches: number;
  /** Folder the model is written to, in Hugging Face layout; not written when absent. */
  readonly out?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const bad = (field: string, expected: string, got: unknown) =>
  new GlassboxError('file-malformed', `config: ${field} must be ${expected}, got ${JSON.stringify(got)}`, {
    field,
    expected,
  });

function fieldsOf(where: string, value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(where, 'an object', value);
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger !== undefined) throw bad(`${where}.${stranger}`, `one of ${known.join(', ')}`, stranger);
  return value as Fields;
}

function whole(where: string, value: unknown, fallback: number, least = 1): number {
  const given = value ?? fallback;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < least)
    throw bad(where, `a whole number of at least ${least}`, given);
  return given;
}

/** Numbers over defaults, field by field; each must be finite and at least 0. */
function over<T extends object>(where: string, value: unknown, defaults: T): T {
  const fields = fieldsOf(where, value ?? {}, Object.keys(defaults));
  const wrong = Object.entries(fields).find(([, n]) => typeof n !== 'number' || !(n >= 0) || n === Infinity);
  if (wrong) throw bad(`${where}.${wrong[0]}`, 'a number of at least 0', wrong[1]);
  return { ...defaults, ...fields };
}

const SIZES = ['layers', 'hiddenSize', 'heads', 'kvHeads', 'context', 'batch'] as const;

function settingsOf(value: unknown): TrainSettings {
  const known = ['seed', ...SIZES, 'schedule', 'optimiser'];
  const fields = fieldsOf('settings', value ?? {}, known);
  const sizes = Object.fromEntries(
    SIZES.map((name) => [name, whole(`settings.${name}`, fields[name], TRAIN_DEFAULTS[name])]),
  ) as Record<(typeof SIZES)[number], number>;
  const { heads, kvHeads, hiddenSize } = sizes;
  if (hiddenSize % (2 * heads) !== 0)
    throw bad('settings.hiddenSize', `a multiple of 2 · heads = ${2 * heads}`, hiddenSize);
  if (heads % kvHeads !== 0) throw bad('settings.kvHeads', `a divisor of heads = ${heads}`, kvHeads);
  return {
    seed: whole('settings.seed', fields['seed'], TRAIN_DEFAULTS.seed, 0),
    ...sizes,
    schedule: over('settings.schedule', fields['schedule'], TRAIN_DEFAULTS.schedule),
    optimiser: over('settings.optimiser', fields['optimiser'], TRAIN_DEFAULTS.optimiser),
  };
}

function corpusOf(value: unknown): TrainConfig['corpus'] {
  const fields = fieldsOf('corpus', value, ['kind', 'lang', 'seed', 'count', 'text', 'path']);
  const { kind, lang, text, path } = fields;
  if (kind === 'text' && typeof text === 'string') return { kind, text };
  if (kind === 'file' && typeof path === 'string') return { kind, path };
  if (kind !== 'tales') throw bad('corpus', 'of kind tales, text (with text) or file (with path)', value);
  if (lang !== 'en' && lang !== 'zh-CN') throw bad('corpus.lang', 'en or zh-CN', lang);
  const seed = whole('corpus.seed', fields['seed'], 1, 0);
  return { kind, lang, seed, count: whole('corpus.count', fields['count'], 2000) };
}

/** @throws GlassboxError file-malformed naming the field, what was expected and what was given. */
export function parseTrainConfig(json: string): TrainConfig {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new GlassboxError('file-malformed', `config: expected JSON: ${String(error)}`);
  }
  const known = ['corpus', 'vocabSize', 'settings', 'steps', 'heldOutBatches', 'out'];
  const fields = fieldsOf('config', parsed, known);
  const settings = settingsOf(fields['settings']);
  const { out } = fields;
  if (out !== undefined && typeof out !== 'string') throw bad('out', 'a folder', out);
  return {
    corpus: corpusOf(fields['corpus']),
    vocabSize: whole('vocabSize', fields['vocabSize'], 512, 256),
    settings,
    steps: whole('steps', fields['steps'], settings.schedule.steps),
    heldOutBatches: whole('heldOutBatches', fields['heldOutBatches'], 4),
    ...(out === undefined ? {} : { out }),
  };
}
