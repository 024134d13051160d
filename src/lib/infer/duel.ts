/** Two models continue one prompt in lock-step, each its own text, with the same sampler and seed. */
import { throwIfCancelled } from '../base/errors';
import { createRandom } from '../base/random';
import type { Decoder } from './decoder';
import type { GenerateOptions } from './generate';
import { GREEDY, sampleToken } from './sampling';

export interface DuelStep {
  /** Index of the new token, from 0. */
  readonly index: number;
  /** The new token of each side; undefined when that side has stopped. */
  readonly ids: readonly [number | undefined, number | undefined];
  /** Time in each side's decoder so far, prompt excluded, ms. */
  readonly elapsedMs: readonly [number, number];
  /** Time each side took to read the prompt, ms. */
  readonly promptMs: readonly [number, number];
}

/**
 * Both sides draw with generators of the same seed, so with equal logits they would write the same text.
 * @throws GlassboxError text-empty | text-too-long | cancelled | device-lost
 */
export async function* duel(
  decoders: readonly [Decoder, Decoder],
  prompt: readonly number[],
  { tokens, sampling = GREEDY, seed = 0, stop = [], signal }: GenerateOptions,
): AsyncGenerator<DuelStep> {
  const sides = decoders.map((decoder) => ({
    decoder,
    random: createRandom(seed),
    logits: new Float32Array() as Float32Array,
    stopped: false,
    elapsedMs: 0,
    promptMs: 0,
  }));
  for (const side of sides) {
    const started = performance.now();
    side.decoder.reset();
    side.logits = await side.decoder.advance(prompt, signal);
    side.promptMs = performance.now() - started;
  }
  const both = <T>(of: (side: (typeof sides)[number]) => T): [T, T] => [of(sides[0]!), of(sides[1]!)];
  for (let index = 0; index < tokens && !sides.every(({ stopped }) => stopped); index++) {
    throwIfCancelled(signal);
    const ids = both((side) => (side.stopped ? undefined : sampleToken(side.logits, sampling, side.random)));
    yield { index, ids, elapsedMs: both((side) => side.elapsedMs), promptMs: both((side) => side.promptMs) };
    for (const [i, side] of sides.entries()) {
      const id = ids[i];
      if (id === undefined) continue;
      side.stopped = stop.includes(id) || side.decoder.length >= side.decoder.capacity;
      if (side.stopped || index === tokens - 1) continue;
      const started = performance.now();
      side.logits = await side.decoder.advance([id], signal);
      side.elapsedMs += performance.now() - started;
    }
  }
}
