/** Ops as functions of tensors in a recording, so that a model reads like its paper. One line each. */
import { add as addOp } from '../kernels/add';
import { crossEntropy as crossEntropyOp } from '../kernels/cross-entropy';
import { embedding as embeddingOp } from '../kernels/embedding';
import { gatherRows as gatherRowsOp } from '../kernels/gather-rows';
import type { Ref } from '../kernels/op';
import { rmsNorm as rmsNormOp } from '../kernels/rms-norm';
import { rope as ropeOp, type RopeAttrs } from '../kernels/rope';
import { softmax as softmaxOp } from '../kernels/softmax';
import { swiglu as swigluOp } from '../kernels/swiglu';
import type { Variable } from '../tensor/device';
import type { Recording } from '../tensor/recording';

export type { Ref } from '../kernels/op';

/** a + b, equal shapes. */
export const add = (r: Recording, a: Ref, b: Ref): Ref => r.record(addOp, [a, b], {})[0]!;

/** Rows of `table` `[V, C]` for ids u32 of any shape: `[..., C]`. */
export const embed = (r: Recording, ids: Ref, table: Variable): Ref =>
  r.record(embeddingOp, [ids, r.use(table)], {})[0]!;

/** x / √(mean x² + eps) · gain over the last dimension. */
export const rmsNorm = (r: Recording, x: Ref, gain: Variable, eps: number): Ref =>
  r.record(rmsNormOp, [x, r.use(gain)], { eps })[0]!;

/** Rotary positions on `[B, T, H·D]`. */
export const rope = (r: Recording, x: Ref, attrs: RopeAttrs): Ref => r.record(ropeOp, [x], attrs)[0]!;

/** silu(gate) · up. */
export const swiglu = (r: Recording, gate: Ref, up: Ref): Ref => r.record(swigluOp, [gate, up], {})[0]!;

/** Rows of x seen as `[N, C]`. */
export const gatherRows = (r: Recording, x: Ref, rows: Ref): Ref => r.record(gatherRowsOp, [x, rows], {})[0]!;

/** Softmax over the last dimension. */
export const softmax = (r: Recording, x: Ref): Ref => r.record(softmaxOp, [x], {})[0]!;

/**
 * Mean of the tokens' negative log-likelihoods, weighted; weight 0 leaves a token out.
 * @param logits `[..., V]` @param targets u32 `[N]` @param weights f32 `[N]`
 * @returns the loss `[]` and each token's own nll `[N]`, in nats
 */
export function crossEntropy(r: Recording, logits: Ref, targets: Ref, weights: Ref) {
  const [loss, nll] = r.record(crossEntropyOp, [logits, targets, weights], {});
  return { loss: loss!, nll: nll! };
}
