/** Continuing a prompt, token by token. */
import { throwIfCancelled } from '../base/errors';
import { createRandom } from '../base/random';
import type { Decoder } from './decoder';
import { GREEDY, sampleToken, type Sampling } from './sampling';

export interface GenerateOptions {
  /** At most so many new tokens. */
  readonly tokens: number;
  readonly sampling?: Sampling;
  readonly seed?: number;
  /** Generation ends after one of these. */
  readonly stop?: readonly number[];
  readonly signal?: AbortSignal;
}

/** One new token and the logits `[V]` it was drawn from. */
export interface GeneratedToken {
  readonly id: number;
  readonly logits: Float32Array;
}

/**
 * Resets the decoder, reads the prompt, and yields new tokens until `tokens`, a stop token, or a full cache.
 * @throws GlassboxError text-empty | text-too-long | cancelled | device-lost
 */
export async function* generate(
  decoder: Decoder,
  prompt: readonly number[],
  { tokens, sampling = GREEDY, seed = 0, stop = [], signal }: GenerateOptions,
): AsyncGenerator<GeneratedToken> {
  const random = createRandom(seed);
  decoder.reset();
  let logits = await decoder.advance(prompt, signal);
  for (let n = 0; n < tokens; n++) {
    throwIfCancelled(signal);
    const id = sampleToken(logits, sampling, random);
    yield { id, logits };
    if (stop.includes(id) || n === tokens - 1 || decoder.length >= decoder.capacity) return;
    logits = await decoder.advance([id], signal);
  }
}
