/** Causal grouped-query attention, afresh or on a KV cache, and the cache itself. */
import type { Scalar } from '../gpu/dispatch';
import { attention as attentionOp, attentionProbs as attentionProbsOp } from '../kernels/attention';
import { attentionCached } from '../kernels/attention-cached';
import { cacheWrite } from '../kernels/cache-write';
import type { Ref } from '../kernels/op';
import type { Device, Variable } from '../tensor/device';
import type { Recording } from '../tensor/recording';

export interface AttentionShape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** Keys and values of every block so far, f32 `[capacity, Hk·D]` each. */
export interface KvCache {
  readonly capacity: number;
  readonly keys: readonly Variable[];
  readonly values: readonly Variable[];
  readonly bytes: number;
  dispose(): void;
}

export function createKvCache(
  device: Device,
  layers: number,
  { kvHeads, headDim }: AttentionShape,
  capacity: number,
): KvCache {
  const make = (what: string) =>
    Array.from({ length: layers }, (_, i) =>
      device.variable(`cache.${i}.${what}`, { dtype: 'f32', shape: [capacity, kvHeads * headDim] }),
    );
  const keys = make('keys');
  const values = make('values');
  return {
    capacity,
    keys,
    values,
    bytes: 2 * layers * capacity * kvHeads * headDim * 4,
    dispose: () => [...keys, ...values].forEach((variable) => variable.dispose()),
  };
}

const causal = ({ heads, kvHeads, headDim }: AttentionShape) => ({
  heads,
  kvHeads,
  headDim,
  causal: true as const,
});

/** q `[B, T, H·D]`, k and v `[B, T, Hk·D]` → `[B, T, H·D]`. */
export const attend = (r: Recording, q: Ref, k: Ref, v: Ref, shape: AttentionShape): Ref =>
  r.record(attentionOp, [q, k, v], causal(shape))[0]!;

/** The probabilities themselves, `[B, H, T, T]`: made only where somebody looks at them. */
export const attentionProbs = (r: Recording, q: Ref, k: Ref, shape: AttentionShape): Ref =>
  r.record(attentionProbsOp, [q, k], causal(shape))[0]!;

/**
 * Appends k and v `[1, T, Hk·D]` to the cache of one block at `position`, then attends to all of it.
 * @returns `[1, T, H·D]`
 */
export function attendCached(
  r: Recording,
  { q, k, v }: { q: Ref; k: Ref; v: Ref },
  store: KvCache,
  block: number,
  position: Scalar,
  shape: AttentionShape,
): Ref {
  const keys = r.use(store.keys[block]!);
  const values = r.use(store.values[block]!);
  r.record(cacheWrite, [keys, k], { position });
  r.record(cacheWrite, [values, v], { position });
  return r.record(attentionCached, [q, keys, values], { ...causal(shape), position })[0]!;
}
