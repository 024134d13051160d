/** What a training run is: everything that decides its loss sequence, as plain data. */
import type { LlamaConfig } from '../models/llama/config';
import { ADAMW_DEFAULTS, type AdamwSettings } from '../optim/adamw';
import type { Schedule } from '../optim/schedule';

export interface TrainSettings {
  readonly seed: number;
  /** Number of blocks. */
  readonly layers: number;
  /** Width of the residual stream; a multiple of 32. */
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Tokens a sequence. */
  readonly context: number;
  /** Sequences a step. */
  readonly batch: number;
  readonly schedule: Schedule;
  readonly optimiser: AdamwSettings;
}

export const TRAIN_DEFAULTS: TrainSettings = {
  seed: 1,
  layers: 2,
  hiddenSize: 64,
  heads: 4,
  kvHeads: 2,
  context: 64,
  batch: 8,
  schedule: { peak: 3e-3, warmup: 20, steps: 600, floor: 0.1 },
  optimiser: ADAMW_DEFAULTS,
};

/** The model of a run. SwiGLU's width is 8/3 of the residual stream's, rounded up to a multiple of 32. */
export function trainConfig(settings: TrainSettings, vocabSize: number): LlamaConfig {
  const { layers, hiddenSize, heads, kvHeads, context } = settings;
  return {
    vocabSize,
    hiddenSize,
    layers,
    heads,
    kvHeads,
    headDim: hiddenSize / heads,
    intermediateSize: Math.ceil((hiddenSize * 8) / 3 / 32) * 32,
    maxPositions: context,
    ropeTheta: 10000,
    normEps: 1e-5,
    tieEmbeddings: true,
  };
}
