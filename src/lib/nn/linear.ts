/** A linear layer y = x·Wᵀ, whatever W is stored in. No bias: Llama has none. */
import { matmul } from '../kernels/matmul';
import { matmulQuantised } from '../kernels/matmul-quantised';
import type { Ref } from '../kernels/op';
import type { Variable } from '../tensor/device';
import type { Recording } from '../tensor/recording';

/** `weight` is `[out, in]`: f32 (trainable), f16, or int8 / int4 with f16 `scales` `[out, ⌈in / group⌉]`. */
export interface Linear {
  readonly weight: Variable;
  readonly scales?: Variable;
  readonly group?: number;
}

/** x `[..., in]` → `[..., out]`, f32. */
export function applyLinear(recording: Recording, x: Ref, { weight, scales, group }: Linear): Ref {
  const w = recording.use(weight);
  if (w.spec.dtype === 'f32') return recording.record(matmul, [x, w], { transposeB: true })[0]!;
  const inputs = scales ? [x, w, recording.use(scales)] : [x, w];
  return recording.record(matmulQuantised, inputs, { group })[0]!;
}

/** What the layer keeps on the device. */
export const linearVariables = ({ weight, scales }: Linear): Variable[] =>
  scales ? [weight, scales] : [weight];
