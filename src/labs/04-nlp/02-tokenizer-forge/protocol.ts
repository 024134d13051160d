// What the page may ask the forge's worker, and what it answers. Types only.
import type { MergeStep } from '$lib/tokenizers/bpe/train';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import type { PreTokenizerName } from '$lib/tokenizers/pretokenize';

/** Tokens drawn at a time; the page turns over the rest. */
export const WINDOW = 600;
/** The same for each tokeniser of the comparison, of which five may arrive at once. */
export const CARD_WINDOW = 200;
/** Pairs in the ranking. */
export const RANKED = 10;

export const CONTESTANTS = ['own', 'pocket', 'cl100k', 'o200k', 'imported'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

export interface TrainingReport {
  readonly characters: number;
  readonly bytes: number;
  readonly merges: readonly MergeStep[];
  /** Tokens of the text after 0, 1, 2 … merges. */
  readonly counts: readonly number[];
  /** Every token by id, bytes first; a part of a character with an example out of the text. */
  readonly vocabulary: readonly TokenPiece[];
  /** Why there are no more: the size was reached, no pair stands twice, or the reader stopped it. */
  readonly ended: 'size' | 'no-pair' | 'stopped';
  readonly elapsedMs: number;
}

export interface RankedPair {
  readonly left: TokenPiece;
  readonly right: TokenPiece;
  readonly joined: TokenPiece;
  readonly count: number;
}

/** Part of a long list of tokens. */
export interface TokenWindow {
  readonly from: number;
  readonly pieces: readonly TokenPiece[];
}

/** The text after `at` merges. */
export interface StateReport {
  readonly at: number;
  readonly tokens: number;
  readonly ranked: readonly RankedPair[];
  readonly window: TokenWindow;
}

export interface CompareReport {
  readonly key: Contestant;
  readonly vocabSize: number;
  readonly tokens: number;
  readonly characters: number;
  readonly bytes: number;
  /** Whether decoding gives the very text back. */
  readonly roundTrip: boolean;
  readonly elapsedMs: number;
  readonly window: TokenWindow;
}

/** What is kept for tomorrow. */
export interface Kept {
  readonly v: 1;
  readonly text: string;
  readonly vocabSize: number;
  readonly pre: PreTokenizerName;
  readonly at: number;
}

export type ForgeContract = {
  train: {
    request: { text: string; vocabSize: number; pre: PreTokenizerName };
    result: TrainingReport;
    progress: { merges: number; of: number; tokens: number };
  };
  /** Ends a training early and keeps its merges. */
  stop: { request: Record<string, never>; result: void; progress: never };
  state: { request: { at: number; from: number }; result: StateReport; progress: never };
  compare: {
    request: { key: Contestant; text: string; at: number; from: number; pocketUrl: string };
    result: CompareReport;
    progress: never;
  };
  /** The tokenizer after `at` merges as a tokenizer.json. */
  write: { request: { at: number }; result: string; progress: never };
  read: {
    request: { name: string; json: string };
    result: { vocabSize: number; merges: number };
    progress: never;
  };
  keep: { request: Kept; result: void; progress: never };
  kept: { request: Record<string, never>; result: Kept | undefined; progress: never };
};
