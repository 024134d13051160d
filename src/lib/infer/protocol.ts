/** What a page may ask of the inference worker. Types only. */
import type { Failure } from '../base/errors';
import type { Counters } from '../gpu/counters';
import type { LlamaConfig } from '../models/llama/config';
import type { WeightFormat } from '../models/llama/weights';
import type { DeviceWish } from '../tensor/open-device';
import type { ParityReceipt } from '../tensor/parity';
import type { TokenPiece } from '../tokenizers/pieces';
import type { Tap } from './analyse';
import type { PositionComparison, TextComparison } from './compare';
import type { Sampling } from './sampling';

export interface DeviceReport {
  readonly kind: 'webgpu' | 'cpu';
  readonly label: string;
  /** Why the CPU is used although a GPU was wished for. */
  readonly fallback?: Failure;
  readonly parity?: ParityReceipt;
}

/** Files of a model: from this site by folder URL, or given by the reader. */
export type ModelSource =
  | { readonly url: string }
  | { readonly files: Readonly<Record<'config.json' | 'tokenizer.json' | 'model.safetensors', Uint8Array>> };

export interface ModelReport {
  readonly config: LlamaConfig;
  readonly format: WeightFormat;
  readonly parameters: number;
  /** Bytes of the weights on the device. */
  readonly bytes: number;
  /** Bytes and weights of the matrices alone (scales included): what INT4 shrinks. */
  readonly matrices: { readonly bytes: number; readonly weights: number };
  readonly bos?: number;
  readonly eos?: number;
  /** Reading the files, without the download. */
  readonly elapsedMs: number;
}

export type LoadProgress =
  | { readonly phase: 'download'; readonly received: number; readonly total?: number }
  | { readonly phase: 'load' };

export interface Compiling {
  readonly phase: 'compile';
  readonly compiled: number;
  readonly total: number;
}

export interface AnalysisReport {
  readonly logits: Float32Array;
  /** Of the token after the last, over the vocabulary. */
  readonly probabilities: Float32Array;
  readonly taps: Record<string, Tap>;
  readonly elapsedMs: number;
  readonly compileMs: number;
  readonly counters: Counters;
}

interface Generation {
  readonly ids: readonly number[];
  /** At most so many new tokens. */
  readonly tokens: number;
  readonly sampling?: Sampling;
  readonly seed?: number;
}

export interface GenerationReport {
  readonly ids: number[];
  readonly text: string;
  readonly promptMs: number;
  readonly elapsedMs: number;
}

export interface DuelEvent {
  readonly index: number;
  readonly pieces: readonly [TokenPiece | undefined, TokenPiece | undefined];
  readonly elapsedMs: readonly [number, number];
}

export interface DuelReport {
  readonly ids: readonly [number[], number[]];
  readonly texts: readonly [string, string];
  /** Index of the first new token that differs; undefined when none does. */
  readonly divergence?: number;
  readonly promptMs: readonly [number, number];
  readonly elapsedMs: readonly [number, number];
}

export type InferContract = {
  /** Opens the device, once; later calls give the same report. */
  open: { request: { wish: DeviceWish }; result: DeviceReport; progress: never };
  /** Puts a model on the device under a key of the caller's; the same key again replaces it. */
  load: {
    request: { key: string; source: ModelSource; format: WeightFormat };
    result: ModelReport;
    progress: LoadProgress;
  };
  unload: { request: { key: string }; result: void; progress: never };
  /** With `most`, an empty text or one of more tokens fails here, before a piece is made or sent. */
  tokenize: { request: { key: string; text: string; most?: number }; result: TokenPiece[]; progress: never };
  /** What tokens look like: for bars and tables of ids. Each alone, not as neighbours. */
  describe: { request: { key: string; ids: readonly number[] }; result: TokenPiece[]; progress: never };
  analyse: {
    request: { key: string; ids: readonly number[]; taps?: readonly string[]; logits?: 'all' | 'last' };
    result: AnalysisReport;
    progress: Compiling;
  };
  generate: { request: Generation & { key: string }; result: GenerationReport; progress: TokenPiece };
  /** Free running, lock-step: `keys[0]` is the reference. */
  duel: {
    request: Generation & { keys: readonly [string, string] };
    result: DuelReport;
    progress: DuelEvent;
  };
  /** Teacher-forced: both read the same tokens; position i compares the predictions of token i + 1. */
  compare: {
    request: { keys: readonly [string, string]; ids: readonly number[] };
    result: PositionComparison[];
    progress: never;
  };
  /** A whole text, however long, without `<|bos|>`: means of KL and agreement, both perplexities, their ratio. */
  compareText: {
    request: { keys: readonly [string, string]; ids: readonly number[] };
    result: TextComparison;
    progress: { done: number; total: number };
  };
  /** A whole text, however long, without `<|bos|>`: the service puts it before each window. */
  perplexity: {
    request: { key: string; ids: readonly number[] };
    result: { nll: number; perplexity: number; tokens: number };
    progress: { done: number; total: number };
  };
};
