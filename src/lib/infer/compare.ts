/** How far two models' predictions lie apart, position by position, over the whole vocabulary. Pure, f64. */

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
