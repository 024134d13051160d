/**
 * attention-cached: new tokens against a KV cache (prefill of a chunk, or decoding one token): query row t stands
 * at `position` + t and sees cache rows 0 … position + t, which must have been written (see cache-write).
 * q [1, T, H·D]; k and v caches [capacity, Hk·D], f32 → y like q. No gradient.
 * @throws Error when shapes and settings do not fit.
 */
import type { TensorSpec } from '../../base/dtype';
import { expectShape, f32 } from '../../base/shape';
import type { KernelCall, Scalar } from '../../gpu/dispatch';
import rowsKernel from '../attention/attention.wgsl?raw';
import {
  attentionCode,
  attentionParams,
  attentionWork,
  expectAttrs,
  expectHeads,
  type AttentionAttrs,
  type AttentionSizes,
} from '../attention/layout';
import probsKernel from '../attention/probs.wgsl?raw';
import { attentionForward, attentionProbs } from '../attention/reference';
import { defineOp } from '../op';
import decodeKernel from './decode.wgsl?raw';

export interface AttentionCachedAttrs extends AttentionAttrs {
  /** Position of query row 0: the number of cache rows before it. */
  readonly position: Scalar;
}

/** @throws Error */
function sizesOf(where: string, q: TensorSpec, k: TensorSpec, attrs: AttentionCachedAttrs): AttentionSizes {
  expectAttrs(where, attrs);
  if (!attrs.causal) throw new Error(`${where}: causal must be true, got false`);
  expectHeads(where, 'q', q, 3, attrs.heads * attrs.headDim);
  expectHeads(where, 'k', k, 2, attrs.kvHeads * attrs.headDim);
  if (q.shape[0] !== 1) throw new Error(`${where}: q must have batch 1, got ${q.shape[0]}`);
  return { batch: 1, queryRows: q.shape[1]!, keyRows: k.shape[0]! };
}

/** Up to so many rows a workgroup a row is faster; beyond, there are rows enough for a thread each. */
const DECODE_ROWS = 4;

export const attentionCached = defineOp<AttentionCachedAttrs>({
  name: 'attention-cached',
  summary: 'y = softmax(scale · q kᵀ) v over cache rows 0 … position + t',
  infer([q, k, v], attrs) {
    sizesOf('attention-cached', q!, k!, attrs);
    expectShape('attention-cached', 'v', v!, k!.shape);
    return [q!];
  },
  // The kernel for many rows is that of training, which also writes lse.
  scratch: ({ inputs: [q], attrs }) =>
    q!.shape[1]! > DECODE_ROWS ? [f32(1, attrs.heads, q!.shape[1]!)] : [],
  kernels({ inputs: [q, k], attrs }): KernelCall[] {
    const sizes = sizesOf('attention-cached', q!, k!, attrs);
    const operands = [{ input: 0 }, { input: 1 }, { input: 2 }, { output: 0 }];
    const params = attentionParams(attrs, sizes, attrs.position);
    const work = 2 * attentionWork(attrs, sizes);
    if (sizes.queryRows <= DECODE_ROWS)
      return [
        {
          label: 'attention-cached/decode',
          code: attentionCode(attrs, decodeKernel),
          entry: 'attention_cached_decode',
          params,
          operands,
          workgroups: [attrs.heads, sizes.queryRows, 1],
          work,
        },
      ];
    return [
      {
        label: 'attention-cached/rows',
        code: attentionCode(attrs, rowsKernel),
        entry: 'attention_forward',
        params,
        operands: [...operands, { scratch: 0 }],
        workgroups: [Math.ceil(sizes.queryRows / 64), attrs.heads, 1],
        work,
      },
    ];
  },
  reference({ inputs: [q, k, v], outputs: [y], shapes, attrs, scalar }) {
    const sizes = sizesOf('attention-cached', shapes.inputs[0]!, shapes.inputs[1]!, attrs);
    const settings = { ...attrs, ...sizes, position: scalar(attrs.position) };
    attentionForward(q!, k!, v!, y!, undefined, settings);
  },
});

/** q, k cache → probs [H, T, capacity]: what attention-cached never stores. Cells not visible are exactly 0. */
export const attentionCachedProbs = defineOp<AttentionCachedAttrs>({
  name: 'attention-cached-probs',
  summary: 'probs = softmax(scale · q kᵀ) over cache rows 0 … position + t, 0 elsewhere',
  infer([q, k], attrs) {
    const { queryRows, keyRows } = sizesOf('attention-cached-probs', q!, k!, attrs);
    return [f32(attrs.heads, queryRows, keyRows)];
  },
  kernels({ inputs: [q, k], attrs }) {
    const sizes = sizesOf('attention-cached-probs', q!, k!, attrs);
    return [
      {
        label: 'attention-cached-probs',
        code: attentionCode(attrs, probsKernel),
        entry: 'attention_probs',
        params: attentionParams(attrs, sizes, attrs.position),
        operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
        workgroups: [Math.ceil(sizes.queryRows / 64), attrs.heads, 1],
        work: attentionWork(attrs, sizes),
      },
    ];
  },
  reference({ inputs: [q, k], outputs: [probs], shapes, attrs, scalar }) {
    const sizes = sizesOf('attention-cached-probs', shapes.inputs[0]!, shapes.inputs[1]!, attrs);
    attentionProbs(q!, k!, probs!, { ...attrs, ...sizes, position: scalar(attrs.position) });
  },
});
