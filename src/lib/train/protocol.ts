/** What a page may ask of a training worker. Types only. */
import type { ErrorCode } from '../base/errors';
import type { DeviceReport } from '../infer/protocol';
import type { Sampling } from '../infer/sampling';
import type { DeviceWish } from '../tensor/open-device';
import type { TokenPiece } from '../tokenizers/pieces';
import type { RunManifest } from './checkpoint';
import type { CorpusChoice } from './corpus';
import type { TrainSettings } from './settings';
import type { StepReport } from './trainer';

/** Everything that says what a run is: kept with its checkpoints, so that a reload can go on. */
export interface RunPlan {
  readonly corpus: CorpusChoice;
  readonly vocabSize: number;
  readonly settings: TrainSettings;
}

export interface CorpusReport {
  readonly trainTokens: number;
  readonly heldOutTokens: number;
  readonly characters: number;
  /** Tokens of the vocabulary really made: a small text has few pairs worth merging. */
  readonly vocabSize: number;
  /** Beginning of the training stream. */
  readonly preview: readonly TokenPiece[];
}

export interface RunReport {
  readonly id: string;
  readonly step: number;
  readonly losses: readonly number[];
  readonly parameters: number;
  /** Bytes of parameters, optimiser state and the step's memory. */
  readonly bytes: number;
  readonly corpus: CorpusReport;
}

export type TrainEvent =
  | ({ readonly kind: 'step'; readonly tokensPerSecond: number } & StepReport)
  | { readonly kind: 'held-out'; readonly step: number; readonly loss: number }
  | { readonly kind: 'saved'; readonly step: number; readonly savedAt: string; readonly bytes: number }
  /** A checkpoint could not be written; training goes on, and nothing written before is lost. */
  | { readonly kind: 'not-saved'; readonly step: number; readonly code: ErrorCode; readonly message: string };

export type PrepareProgress =
  | { readonly phase: 'tokenizer'; readonly done: number; readonly total: number }
  | { readonly phase: 'compile'; readonly compiled: number; readonly total: number };

export type TrainContract = {
  open: { request: { wish: DeviceWish }; result: DeviceReport; progress: never };
  /** Makes the run ready: corpus, tokenizer, model, compiled step. The old one is dropped. */
  create: { request: { id: string; plan: RunPlan }; result: RunReport; progress: PrepareProgress };
  /** The same from its latest checkpoint; undefined when there is none. */
  resume: {
    request: { id: string };
    result: (RunReport & { plan: RunPlan; manifest: RunManifest<RunPlan> }) | undefined;
    progress: PrepareProgress;
  };
  /**
   * Steps until `until` or cancelled (the way to pause); a checkpoint every few seconds and at the end.
   * Resolves when stopped, also after a cancel on this side.
   */
  train: {
    request: { until: number };
    result: { step: number; finished: boolean };
    progress: TrainEvent;
  };
  /** Asks the running `train` to stop after its step; resolves when it has. */
  pause: { request: Record<string, never>; result: { step: number }; progress: never };
  /** Continues a prompt with the weights of now; between two steps when training runs. */
  sample: {
    request: { prompt: string; tokens: number; sampling: Sampling; seed: number };
    result: { pieces: readonly TokenPiece[]; promptLength: number };
    progress: never;
  };
  runs: { request: Record<string, never>; result: RunManifest<RunPlan>[]; progress: never };
  remove: { request: { id: string }; result: void; progress: never };
};
