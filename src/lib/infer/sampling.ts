/** From logits to the next token. In f64 on the CPU: a few thousand numbers, and exactly repeatable. */
import type { Random } from '../base/random';
import { softmaxOf } from './analyse';

export interface Sampling {
  /** 0 takes the most likely token (the lowest id when several tie); higher flattens. */
  readonly temperature: number;
  /** Keep only the k most likely. */
  readonly topK?: number;
  /** Keep the fewest tokens whose probabilities reach p. */
  readonly topP?: number;
}

export const GREEDY: Sampling = { temperature: 0 };

/** Id of the largest logit; the lowest id when several tie. */
export function argmax(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}

/** @throws RangeError on a negative temperature. */
export function sampleToken(logits: ArrayLike<number>, sampling: Sampling, random: Random): number {
  const { temperature, topK = logits.length, topP = 1 } = sampling;
  if (!(temperature >= 0)) throw new RangeError(`temperature must be 0 or more, got ${temperature}`);
  if (temperature === 0) return argmax(logits);
  const probabilities = softmaxOf(Float64Array.from(logits, (x) => x / temperature));
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  const kept: number[] = [];
  let mass = 0;
  for (const id of order.slice(0, Math.max(1, topK))) {
    kept.push(id);
    mass += probabilities[id]!;
    if (mass >= topP) break;
  }
  let draw = random.next() * mass;
  for (const id of kept) {
    draw -= probabilities[id]!;
    if (draw < 0) return id;
  }
  return kept.at(-1)!;
}
