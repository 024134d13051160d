/**
 * The tiny seeded models and runs that goldens are made of: `tools/golden/export.ts` hands them to PyTorch, the
 * tests make them again. Odd sizes on purpose: widths that no tile divides, grouped heads, an untied head.
 */
import { createRandom } from '../../src/lib/base/random';
import type { LlamaConfig } from '../../src/lib/models/llama/config';
import { llamaTensors } from '../../src/lib/models/llama/config';
import type { WeightSource } from '../../src/lib/models/llama/weights';
import type { TrainSettings } from '../../src/lib/train/settings';

export const FORWARD_CONFIG: LlamaConfig = {
  vocabSize: 61,
  hiddenSize: 48,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 12,
  intermediateSize: 100,
  maxPositions: 32,
  ropeTheta: 500,
  normEps: 1e-5,
  tieEmbeddings: false,
};
export const FORWARD_SEED = 11;
/** B and T of the forward golden. */
export const FORWARD_SHAPE = [2, 13] as const;

/**
 * Weights as large as trained ones, gains that are not 1: with GPT-2's initialisation attention is nearly flat, and
 * a wrong mask or scale would hide below the tolerance.
 */
export function lively(config: LlamaConfig, seed: number): WeightSource {
  const random = createRandom(seed);
  const known = new Set(llamaTensors(config).map(({ name }) => name));
  return (name, shape) => {
    if (!known.has(name)) throw new Error(`lively: there is no tensor ${name}`);
    const own = random.fork(name);
    const size = shape.reduce((a, b) => a * b, 1);
    if (shape.length === 1) return Float32Array.from({ length: size }, () => 1 + 0.3 * own.normal());
    const spread = name.includes('embed') ? 1 : 1.5 / Math.sqrt(shape[1]!);
    return Float32Array.from({ length: size }, () => spread * own.normal());
  };
}

/** u32 ids `[B, T]` below the vocabulary. */
export function forwardIds(): Uint32Array {
  const random = createRandom(FORWARD_SEED).fork('ids');
  const [batch, steps] = FORWARD_SHAPE;
  return Uint32Array.from({ length: batch * steps }, () => random.int(FORWARD_CONFIG.vocabSize));
}

/** Warm-up, decay and clipping all happen within 50 steps. */
export const TWIN_SETTINGS: TrainSettings = {
  seed: 5,
  layers: 2,
  hiddenSize: 32,
  heads: 4,
  kvHeads: 2,
  context: 32,
  batch: 4,
  schedule: { peak: 5e-3, warmup: 10, steps: 50, floor: 0.1 },
  optimiser: { beta1: 0.9, beta2: 0.95, eps: 1e-8, weightDecay: 0.1, maxNorm: 0.9 },
};
export const TWIN_VOCAB = 64;
export const TWIN_STEPS = 50;

/** A stream with something to learn: each token follows from the last by one of three rules. */
export function twinStream(): Uint32Array {
  const random = createRandom(17);
  const out = new Uint32Array(3000);
  for (let i = 1; i < out.length; i++) out[i] = (out[i - 1]! * 5 + 1 + 7 * random.int(3)) % TWIN_VOCAB;
  return out;
}

/** FNV-1a over bytes, in hex: says whether a golden was made from the same numbers. */
export function fingerprint(...arrays: readonly ArrayBufferView[]): string {
  let hash = 2166136261;
  for (const { buffer, byteOffset, byteLength } of arrays)
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength))
      hash = Math.imul(hash ^ byte, 16777619);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Fingerprint of all weights of a source, in the order of the file. */
export const weightsFingerprint = (config: LlamaConfig, source: WeightSource): string =>
  fingerprint(...llamaTensors(config).map(({ name, shape }) => source(name, shape)));
