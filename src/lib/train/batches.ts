/** Random windows of one long token stream: what a language model is fed. */
import type { Random } from '../base/random';

export interface Batch {
  /** u32 `[B, T]`, row-major. */
  readonly ids: Uint32Array;
  /** u32 `[B, T]`: the token after each. */
  readonly targets: Uint32Array;
}

/**
 * B windows of T + 1 tokens at random places, drawn from `random`: same state, same batch.
 * @throws Error when the stream has no T + 1 tokens.
 */
export function drawBatch(
  stream: ArrayLike<number>,
  { batch, context }: { batch: number; context: number },
  random: Random,
): Batch {
  const room = stream.length - context;
  if (room < 1) throw new Error(`drawBatch: ${stream.length} tokens do not hold a window of ${context + 1}`);
  const ids = new Uint32Array(batch * context);
  const targets = new Uint32Array(batch * context);
  for (let b = 0; b < batch; b++) {
    const start = random.int(room);
    for (let t = 0; t < context; t++) {
      ids[b * context + t] = stream[start + t]!;
      targets[b * context + t] = stream[start + t + 1]!;
    }
  }
  return { ids, targets };
}
