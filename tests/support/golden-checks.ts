/** How far a device is from the goldens: what the Node test and the Chromium test both ask. */
import type { Values } from '../../src/lib/base/dtype';
import { packHalf, unpackHalf } from '../../src/lib/base/half';
import { u32 } from '../../src/lib/base/shape';
import { createAnalyser } from '../../src/lib/infer/analyse';
import { createDecoder } from '../../src/lib/infer/decoder';
import type { LanguageModel } from '../../src/lib/models/language-model';
import { llamaForward } from '../../src/lib/models/llama/model';
import { createLlamaWeights, type WeightFormat, type WeightSource } from '../../src/lib/models/llama/weights';
import { tapHooks } from '../../src/lib/nn/hooks';
import { dequantise } from '../../src/lib/quant/quantised';
import { quantiseRtn } from '../../src/lib/quant/rtn';
import type { Device } from '../../src/lib/tensor/device';
import { createRecording } from '../../src/lib/tensor/recording';
import { tokenizerFromTraining } from '../../src/lib/tokenizers/bpe/encode';
import { PRE_TOKENIZERS } from '../../src/lib/tokenizers/pretokenize';
import { createTrainer } from '../../src/lib/train/trainer';
import {
  FORWARD_CONFIG,
  FORWARD_SEED,
  FORWARD_SHAPE,
  forwardIds,
  lively,
  TWIN_SETTINGS,
  TWIN_STEPS,
  TWIN_VOCAB,
  twinStream,
} from './golden';

/** Weights that share one scale: widths 48 and 100 both end in a shorter group. */
const GROUP = 32;
export const FORMATS: readonly WeightFormat[] = [
  { precision: 'f32' },
  { precision: 'f16' },
  { precision: 'int8', group: GROUP },
  { precision: 'int4', group: GROUP },
];

/** Largest |a − b|; NaN and different lengths count as infinite. */
export function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let gap = 0;
  for (let i = 0; i < a.length; i++) {
    const here = Math.abs(a[i]! - b[i]!);
    if (!(here <= gap)) gap = Number.isNaN(here) ? Infinity : here;
  }
  return gap;
}

/** The golden forward on a device: logits `[B, T, V]` and each layer's probabilities `[B, H, T, T]`. */
export async function runForward(device: Device): Promise<{ logits: Values; probabilities: Values[] }> {
  const source = lively(FORWARD_CONFIG, FORWARD_SEED);
  const weights = createLlamaWeights(device, FORWARD_CONFIG, { precision: 'f32' }, source);
  const names = Array.from({ length: FORWARD_CONFIG.layers }, (_, i) => `blocks.${i}.attn.probs`);
  const r = createRecording();
  const ids = r.input('ids', u32(...FORWARD_SHAPE));
  r.output('logits', llamaForward(r, weights, ids, { hooks: tapHooks(r, names) }));
  const program = await device.compile(r);
  const out = await program.run({ inputs: { ids: forwardIds() }, read: ['logits', ...names] });
  program.dispose();
  weights.dispose();
  return { logits: out['logits']!, probabilities: names.map((name) => out[name]!) };
}

/** The golden model with its weights in a format, or any source's. */
export function tinyModel(
  device: Device,
  format: WeightFormat,
  source: WeightSource = lively(FORWARD_CONFIG, FORWARD_SEED),
): LanguageModel {
  const weights = createLlamaWeights(device, FORWARD_CONFIG, format, source);
  const tokens = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
  const tokenizer = tokenizerFromTraining({ tokens, merges: [], preTokenizer: PRE_TOKENIZERS.gpt2 }, []);
  return { device, config: FORWARD_CONFIG, tokenizer, weights, dispose: weights.dispose };
}

/** 23 tokens: longer than the piece of 16 that a decoder reads at once, and no multiple of one. */
export const DECODED_IDS = [...forwardIds()].slice(0, 23);

/** Logits of every position, `[T, V]`, by one forward pass. */
export async function fullLogits(model: LanguageModel): Promise<Float32Array> {
  const analyser = createAnalyser(model);
  const { logits } = await analyser.run(DECODED_IDS, { logits: 'all' });
  analyser.dispose();
  return logits;
}

/**
 * Largest gap between one forward pass and the KV cache, read token by token after a first piece; then all at once
 * (in the decoder's pieces) after a reset, which must not see the old tokens.
 */
export async function decodeGap(model: LanguageModel): Promise<number> {
  const { vocabSize } = model.config;
  const full = await fullLogits(model);
  const rowOf = (i: number) => full.subarray(i * vocabSize, (i + 1) * vocabSize);
  const decoder = createDecoder(model);
  const first = 5;
  let gap = largestGap(rowOf(first - 1), await decoder.advance(DECODED_IDS.slice(0, first)));
  for (let i = first; i < DECODED_IDS.length; i++)
    gap = Math.max(gap, largestGap(rowOf(i), await decoder.advance([DECODED_IDS[i]!])));
  decoder.reset();
  gap = Math.max(gap, largestGap(rowOf(DECODED_IDS.length - 1), await decoder.advance(DECODED_IDS)));
  decoder.dispose();
  return gap;
}

/** What a format keeps of the weights, spelled out in f32: the embedding and the norms as weights.ts stores them. */
export function storedSource({ precision, group = GROUP }: WeightFormat): WeightSource {
  const source = lively(FORWARD_CONFIG, FORWARD_SEED);
  return (name, shape) => {
    const values = source(name, shape);
    if (precision === 'f32' || shape.length === 1) return values;
    const [rows, columns] = shape as [number, number];
    if (precision === 'f16' || name.includes('embed'))
      return unpackHalf(packHalf(values, rows, columns), rows, columns);
    const bits = precision === 'int8' ? 8 : 4;
    return Float32Array.from(dequantise(quantiseRtn(values, [rows, columns], { bits, group })));
  };
}

/** Losses, norms and final parameter norms of the twin's 50 steps. */
export async function runTwin(device: Device) {
  const options = { settings: TWIN_SETTINGS, vocabSize: TWIN_VOCAB, stream: twinStream() };
  const trainer = await createTrainer(device, options);
  const gradientNorms: number[] = [];
  while (trainer.step < TWIN_STEPS) gradientNorms.push((await trainer.advance()).gradientNorm);
  const losses = [...trainer.losses];
  const finalNorms: Record<string, number> = {};
  for (const variable of trainer.weights.variables)
    finalNorms[variable.name] = Math.hypot(...(await variable.read()));
  trainer.dispose();
  return { losses, gradientNorms, finalNorms };
}
