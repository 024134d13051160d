// What a link to this lab carries: the text when it is short, and where one is.
import { defineState, readInteger, readOneOf, readString } from '$lib/school/share';
import { PRE_TOKENIZERS, type PreTokenizerName } from '$lib/tokenizers/pretokenize';

export const PRES = Object.keys(PRE_TOKENIZERS) as readonly PreTokenizerName[];
export const VOCAB = { least: 257, most: 8192 } as const;

export interface ForgeState {
  text: string;
  /** Train until the vocabulary holds so many tokens, the 256 bytes included. */
  vocabSize: number;
  pre: PreTokenizerName;
  /** Merges shown. */
  at: number;
}

/** Longer texts stay out of links. */
const MAX_TEXT = 3000;

export const codec = defineState<ForgeState>({
  version: 1,
  defaults: { text: '', vocabSize: 320, pre: 'clauses', at: 0 },
  parse: (raw, defaults) => ({
    text: readString(raw['text'], MAX_TEXT, defaults.text),
    vocabSize: readInteger(raw['vocabSize'], VOCAB.least, VOCAB.most, defaults.vocabSize),
    pre: readOneOf(raw['pre'], PRES, defaults.pre),
    at: readInteger(raw['at'], 0, VOCAB.most - 256, defaults.at),
  }),
});

/** The state as a link can hold it: a text that is too long is left out. */
export function shareable(state: ForgeState): ForgeState {
  const fits = state.text.length <= MAX_TEXT && codec.encode(state) !== undefined;
  return fits ? state : { ...state, text: '' };
}
