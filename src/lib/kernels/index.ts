/** Every op, one line each: a name you can jump to. `tests/ops.test.ts` fails when a folder is missing. */
export { add } from './add';
export { matmul } from './matmul';
export { copy } from './copy';
export { fill } from './fill';
export { embedding, embeddingBackward } from './embedding';
export { rmsNorm, rmsNormBackwardOp } from './rms-norm';
export { rope } from './rope';
export { attention, attentionBackwardOp, attentionProbsOp } from './attention';
export { crossEntropy, crossEntropyBackwardOp } from './cross-entropy';
export { adamw } from './adamw';
export { scale } from './scale';
export { multiply } from './multiply';
export { silu, siluBackward } from './silu';
export { swiglu, swigluBackward } from './swiglu';
export { slice, sliceBackward } from './slice';
export { concat } from './concat';
export { gatherRows, gatherRowsBackward } from './gather-rows';
export { sum, sumBackward } from './sum';
