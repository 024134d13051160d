/** How far two models' predictions lie apart, position by position, over the whole vocabulary, in f64. */
import type { Analyser } from './analyse';
import { checkLength } from './analyse';
import { textWindows } from './windows';

export interface PositionComparison {
  /** KL(P ‖ Q) in nats: P the reference (FP16), Q the other (INT4). */
  readonly kl: number;
  /** Whether both put the same token first. */
  readonly agrees: boolean;
  readonly topA: number;
  readonly topB: number;
}

function logSoftmax(logits: ArrayLike<number>): { log: Float64Array; top: number } {
  let top = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[top]!) top = i;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - logits[top]!);
  const shift = logits[top]! + Math.log(sum);
  return { log: Float64Array.from(logits, (x) => x - shift), top };
}

/** Compares one row of logits `[V]` each. @throws Error when the vocabularies differ. */
export function comparePosition(a: ArrayLike<number>, b: ArrayLike<number>): PositionComparison {
  if (a.length !== b.length) throw new Error(`compare: ${a.length} logits against ${b.length}`);
  const p = logSoftmax(a);
  const q = logSoftmax(b);
  let kl = 0;
  for (let i = 0; i < a.length; i++) kl += Math.exp(p.log[i]!) * (p.log[i]! - q.log[i]!);
  return { kl: Math.max(0, kl), agrees: p.top === q.top, topA: p.top, topB: q.top };
}

/** Negative log-likelihood of `target` in nats under one row of logits. */
export const nllOf = (logits: ArrayLike<number>, target: number): number => -logSoftmax(logits).log[target]!;

/** Two models on one text. A is the reference (FP16), B the other (INT4). */
export interface TextComparison {
  /** Tokens predicted, the same by both. */
  readonly tokens: number;
  /** Mean KL(A ‖ B), nats a token. */
  readonly kl: number;
  /** Share of positions where both put the same token first, 0 … 1. */
  readonly agreement: number;
  readonly nllA: number;
  readonly nllB: number;
  readonly perplexityA: number;
  readonly perplexityB: number;
  /** perplexityB / perplexityA. */
  readonly ratio: number;
  /** Each predicted token, in text order. */
  readonly each: readonly PositionComparison[];
}

export interface TextComparisonOptions {
  /** Trained context. */
  readonly context: number;
  readonly vocabSize: number;
  /** See windows.ts. */
  readonly bos?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Teacher-forced over a whole text, in the windows of `perplexityOf`, so that the perplexities are the same.
 * @throws GlassboxError text-empty | cancelled | device-lost
 */
export async function compareText(
  [a, b]: readonly [Analyser, Analyser],
  ids: readonly number[],
  { context, vocabSize, bos, signal, onProgress }: TextComparisonOptions,
): Promise<TextComparison> {
  checkLength(ids, Infinity);
  const windows = textWindows(ids, context, bos);
  checkLength(windows, Infinity);
  const each: PositionComparison[] = [];
  const sums = { kl: 0, agreement: 0, nllA: 0, nllB: 0 };
  for (const { inputs, targets } of windows) {
    const first = (await a.run(inputs, { logits: 'all', signal })).logits;
    const second = (await b.run(inputs, { logits: 'all', signal })).logits;
    targets.forEach((target, i) => {
      const rows = [first, second].map((logits) => logits.subarray(i * vocabSize, (i + 1) * vocabSize));
      const position = comparePosition(rows[0]!, rows[1]!);
      each.push(position);
      sums.kl += position.kl;
      sums.agreement += position.agrees ? 1 : 0;
      sums.nllA += nllOf(rows[0]!, target);
      sums.nllB += nllOf(rows[1]!, target);
    });
    onProgress?.(each.length, ids.length);
  }
  const tokens = each.length;
  const [nllA, nllB] = [sums.nllA / tokens, sums.nllB / tokens];
  const [perplexityA, perplexityB] = [Math.exp(nllA), Math.exp(nllB)];
  const means = { kl: sums.kl / tokens, agreement: sums.agreement / tokens };
  return { tokens, ...means, nllA, nllB, perplexityA, perplexityB, ratio: perplexityB / perplexityA, each };
}
