/** The shipped model against what PyTorch recorded from the same f16 weights: asked by Node and by Chromium. */
import { readModelFolder, type ModelFile } from '../../src/lib/formats/model-folder';
import { createAnalyser } from '../../src/lib/infer/analyse';
import { perplexityOf } from '../../src/lib/infer/perplexity';
import { createLanguageModel, type LanguageModel } from '../../src/lib/models/language-model';
import type { Device } from '../../src/lib/tensor/device';
import { largestGap } from './golden-checks';

/** Gives a file of static/models/pocket. */
export type GetFile = (name: string) => Promise<Uint8Array>;

interface Tale {
  readonly lang: 'en' | 'zh-CN';
  readonly text: string;
  readonly ids: readonly number[];
  /** Sum over the predicted tokens, nats. */
  readonly nll: number;
  readonly predicted: number;
}

export interface HeldOut {
  readonly losses: Readonly<Record<'all' | 'en' | 'zh-CN', { loss: number; tokens: number }>>;
  readonly tales: readonly Tale[];
}

export interface GoldenPrompt {
  readonly text: string;
  readonly ids: readonly number[];
  /** After the last token. */
  readonly logits: readonly number[];
  /** [layer, head, query, key] */
  readonly attentionShape: readonly [number, number, number, number];
  readonly attention: readonly number[];
}

/**
 * What f32 may differ by: PyTorch sums in another order over 4 layers, and a GPU's exp and sqrt are good to a few ulp.
 * Measured on SwiftShader: 6e-6 in a logit (the largest is 17), 2e-6 in a probability, 6e-7 in a tale's loss. 1e-3 is
 * the promise to readers, with room for adapters that fuse and reorder more.
 */
export const POCKET_TOLERANCE = 1e-3;

export const readPocketJson = async <T>(get: GetFile, name: string): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await get(name))) as T;

/** The shipped model, with the weights as the file has them. */
export async function loadPocket(device: Device, get: GetFile): Promise<LanguageModel> {
  const folder = await readModelFolder((name: ModelFile) => get(name));
  return createLanguageModel(device, folder, { precision: 'f16' });
}

/** Mean held-out loss over all tales, nats a token, and the largest gap of one tale's mean to its record. */
export async function heldOutLoss(model: LanguageModel, { tales }: HeldOut) {
  let [sum, tokens, worst] = [0, 0, 0];
  for (const { ids, nll, predicted } of tales) {
    const report = await perplexityOf(model, ids.slice(1), { bos: ids[0] });
    if (report.tokens !== predicted) return { loss: NaN, worst: Infinity, tokens: report.tokens };
    sum += report.nll * report.tokens;
    tokens += report.tokens;
    worst = Math.max(worst, Math.abs(report.nll - nll / predicted));
  }
  return { loss: sum / tokens, worst, tokens };
}

/** Gaps of one prompt to its record; how far a row of attention is from 1; the largest weight on a later token. */
export async function promptGaps(model: LanguageModel, prompt: GoldenPrompt) {
  const [layers, heads, steps] = prompt.attentionShape;
  const analyser = createAnalyser(model);
  const names = Array.from({ length: layers }, (_, i) => `blocks.${i}.attn.probs`);
  const { logits, probabilities, taps } = await analyser.run(prompt.ids, { taps: names });
  analyser.dispose();
  const maps = names.flatMap((name) => [...taps[name]!.data]);
  let [rows, future] = [0, 0];
  for (let row = 0; row < layers * heads * steps; row++) {
    const cells = maps.slice(row * steps, (row + 1) * steps);
    rows = Math.max(rows, Math.abs(cells.reduce((a, b) => a + b, 0) - 1));
    future = Math.max(future, ...cells.slice((row % steps) + 1));
  }
  const chance = Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1);
  const attention = largestGap(maps, prompt.attention);
  return { logits: largestGap(logits, prompt.logits), attention, rows, future, chance };
}
