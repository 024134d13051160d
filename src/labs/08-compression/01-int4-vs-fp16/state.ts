// What a link to this lab carries.
import { defineState, readInteger, readNumber, readOneOf, readString } from '$lib/school/share';

export const PRECISIONS = ['int4', 'int8'] as const;
export const GROUPS = [16, 32, 64, 128] as const;

export interface ArenaState {
  prompt: string;
  /** What stands against FP16. */
  precision: (typeof PRECISIONS)[number];
  /** Weights that share one scale. */
  group: (typeof GROUPS)[number];
  /** New tokens, at most. */
  tokens: number;
  temperature: number;
  seed: number;
}

export const codec = defineState<ArenaState>({
  version: 1,
  defaults: { prompt: '', precision: 'int4', group: 32, tokens: 48, temperature: 0, seed: 1 },
  parse: (raw, defaults) => ({
    prompt: readString(raw['prompt'], 1500, defaults.prompt),
    precision: readOneOf(raw['precision'], PRECISIONS, defaults.precision),
    group: readOneOf(raw['group'], GROUPS, defaults.group),
    tokens: readInteger(raw['tokens'], 1, 128, defaults.tokens),
    temperature: readNumber(raw['temperature'], 0, 2, defaults.temperature),
    seed: readInteger(raw['seed'], 0, 9999, defaults.seed),
  }),
});
