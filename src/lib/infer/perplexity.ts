/** Perplexity of a text under a model: teacher-forced, in windows of the trained context. */
import { GlassboxError } from '../base/errors';
import { u32, f32 } from '../base/shape';
import { llamaForward } from '../models/llama/model';
import type { LanguageModel } from '../models/language-model';
import { crossEntropy } from '../nn/functional';
import { createRecording } from '../tensor/recording';
import { checkLength } from './analyse';
import { textWindows } from './windows';

export interface PerplexityReport {
  /** Mean negative log-likelihood, nats a token. */
  readonly nll: number;
  /** e^nll. */
  readonly perplexity: number;
  /** Tokens predicted. */
  readonly tokens: number;
  /** The nll of each predicted token, in text order. */
  readonly each: Float32Array;
}

export interface PerplexityOptions {
  /** Put before every window, and never predicted: the beginning-of-text token. Absent: a window's first token is not predicted. */
  readonly bos?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Windows are cut one behind the other, without overlap, each up to the trained context and each predicted from
 * its own beginning.
 * @throws GlassboxError text-empty | cancelled | device-lost
 */
export async function perplexityOf(
  model: LanguageModel,
  ids: readonly number[],
  { bos, signal, onProgress }: PerplexityOptions = {},
): Promise<PerplexityReport> {
  checkLength(ids, Infinity);
  const windows = textWindows(ids, model.config.maxPositions, bos);
  const length = windows[0]?.inputs.length ?? 0;
  if (length === 0) throw new GlassboxError('text-empty', 'There is no token to predict.');
  const r = createRecording();
  const input = r.input('ids', u32(1, length));
  const targets = r.input('targets', u32(1, length));
  const weights = r.input('weights', f32(1, length));
  const { nll } = crossEntropy(r, llamaForward(r, model.weights, input), targets, weights);
  r.output('nll', nll);
  const program = await model.device.compile(r);
  const each: number[] = [];
  try {
    for (const window of windows) {
      const rows = { ids: new Uint32Array(length), targets: new Uint32Array(length) };
      rows.ids.set(window.inputs);
      rows.targets.set(window.targets);
      const counted = window.targets.length;
      const ones = new Float32Array(length).fill(1, 0, counted);
      const out = await program.run({ inputs: { ...rows, weights: ones }, read: ['nll'], signal });
      for (let i = 0; i < counted; i++) each.push(out['nll']![i]!);
      onProgress?.(each.length, ids.length);
    }
  } finally {
    program.dispose();
  }
  const nllMean = each.reduce((a, b) => a + b, 0) / each.length;
  return { nll: nllMean, perplexity: Math.exp(nllMean), tokens: each.length, each: Float32Array.from(each) };
}
