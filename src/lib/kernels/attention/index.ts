/**
 * attention: y = softmax(scale · q kᵀ) v for each head, causal, grouped-query, in one pass and O(T) memory.
 * q [B, T, H·D], k and v [B, T, Hk·D], f32 → y like q, and lse [B, H, T] (log of the sum of exponentials, which
 * the backward pass needs; it carries no gradient).
 * @throws Error when shapes and settings do not fit.
 * @source https://arxiv.org/abs/2205.14135 (flash attention), https://arxiv.org/abs/2305.13245 (grouped queries)
 */
import type { TensorSpec } from '../../base/dtype';
import { expectShape, f32 } from '../../base/shape';
import { defineOp } from '../op';
import attentionSource from './attention.wgsl?raw';
import keysSource from './backward-keys.wgsl?raw';
import rowsSource from './backward-rows.wgsl?raw';
import {
  attentionCode,
  attentionParams,
  attentionWork,
  expectAttrs,
  expectHeads,
  type AttentionAttrs,
  type AttentionSizes,
} from './layout';
import probsSource from './probs.wgsl?raw';
import {
  attentionBackward as backwardReference,
  attentionForward,
  attentionProbs as probsReference,
} from './reference';

export type { AttentionAttrs };

/** @throws Error */
function sizesOf(where: string, q: TensorSpec, k: TensorSpec, attrs: AttentionAttrs): AttentionSizes {
  expectAttrs(where, attrs);
  expectHeads(where, 'q', q, 3, attrs.heads * attrs.headDim);
  const [batch, steps] = q.shape as [number, number];
  expectShape(where, 'k', k, [batch, steps, attrs.kvHeads * attrs.headDim]);
  return { batch, queryRows: steps, keyRows: steps };
}

const gridOf = (rows: number, heads: number, batch: number): [number, number, number] => [
  Math.ceil(rows / 64),
  heads,
  batch,
];

export const attention = defineOp<AttentionAttrs>({
  name: 'attention',
  summary: 'y = softmax(scale · q kᵀ) v over the visible keys; lse = log Σ exp',
  infer([q, k, v], attrs) {
    const { batch, queryRows } = sizesOf('attention', q!, k!, attrs);
    expectShape('attention', 'v', v!, k!.shape);
    return [q!, f32(batch, attrs.heads, queryRows)];
  },
  kernels({ inputs: [q, k], attrs }) {
    const sizes = sizesOf('attention', q!, k!, attrs);
    return [
      {
        label: 'attention',
        code: attentionCode(attrs, attentionSource),
        entry: 'attention_forward',
        params: attentionParams(attrs, sizes),
        operands: [{ input: 0 }, { input: 1 }, { input: 2 }, { output: 0 }, { output: 1 }],
        workgroups: gridOf(sizes.queryRows, attrs.heads, sizes.batch),
        work: 2 * attentionWork(attrs, sizes),
      },
    ];
  },
  reference({ inputs: [q, k, v], outputs: [y, lse], shapes, attrs }) {
    const sizes = sizesOf('attention', shapes.inputs[0]!, shapes.inputs[1]!, attrs);
    attentionForward(q!, k!, v!, y!, lse!, { ...attrs, ...sizes, position: 0 });
  },
  backward({ recorder, inputs: [q, k, v], outputs: [y, lse], gradients: [dy], attrs }) {
    if (!dy) return [null, null, null];
    return recorder.record(attentionBackward, [q!, k!, v!, y!, lse!, dy], attrs);
  },
});

/** q, k, v, y, lse, dy → dq, dk, dv. */
export const attentionBackward = defineOp<AttentionAttrs>({
  name: 'attention-backward',
  summary: 'dS = P · (dy vᵀ − Σ dy · y); dq = scale · dS k, dk = scale · dSᵀ q, dv = Pᵀ dy',
  infer([q, k, v, y, lse, dy], attrs) {
    const { batch, queryRows } = sizesOf('attention-backward', q!, k!, attrs);
    expectShape('attention-backward', 'v', v!, k!.shape);
    expectShape('attention-backward', 'y', y!, q!.shape);
    expectShape('attention-backward', 'lse', lse!, [batch, attrs.heads, queryRows]);
    expectShape('attention-backward', 'dy', dy!, q!.shape);
    return [q!, k!, v!];
  },
  scratch: ({ inputs }) => [f32(...inputs[4]!.shape)],
  kernels({ inputs: [q, k], attrs }) {
    const sizes = sizesOf('attention-backward', q!, k!, attrs);
    const params = attentionParams(attrs, sizes);
    const work = attentionWork(attrs, sizes);
    const shared = [{ input: 0 }, { input: 1 }, { input: 2 }, { input: 4 }, { input: 5 }, { scratch: 0 }];
    return [
      {
        label: 'attention-backward/rows',
        code: attentionCode(attrs, rowsSource),
        entry: 'attention_backward_rows',
        params,
        operands: [...shared, { input: 3 }, { output: 0 }],
        workgroups: gridOf(sizes.queryRows, attrs.heads, sizes.batch),
        work: 3 * work,
      },
      {
        label: 'attention-backward/keys',
        code: attentionCode(attrs, keysSource),
        entry: 'attention_backward_keys',
        params,
        operands: [...shared, { output: 1 }, { output: 2 }],
        workgroups: gridOf(sizes.keyRows, attrs.kvHeads, sizes.batch),
        work: 4 * work,
      },
    ];
  },
  reference({ inputs: [q, k, v, y, lse, dy], outputs: [dq, dk, dv], shapes, attrs }) {
    const sizes = sizesOf('attention-backward', shapes.inputs[0]!, shapes.inputs[1]!, attrs);
    backwardReference(q!, k!, v!, y!, lse!, dy!, dq!, dk!, dv!, { ...attrs, ...sizes, position: 0 });
  },
});

/** q, k → probs [B, H, T, T]: what `attention` never stores, for looking at it. Masked cells are exactly 0. */
export const attentionProbs = defineOp<AttentionAttrs>({
  name: 'attention-probs',
  summary: 'probs = softmax(scale · q kᵀ) over the visible keys, 0 elsewhere',
  infer([q, k], attrs) {
    const { batch, queryRows, keyRows } = sizesOf('attention-probs', q!, k!, attrs);
    return [f32(batch, attrs.heads, queryRows, keyRows)];
  },
  kernels({ inputs: [q, k], attrs }) {
    const sizes = sizesOf('attention-probs', q!, k!, attrs);
    return [
      {
        label: 'attention-probs',
        code: attentionCode(attrs, probsSource),
        entry: 'attention_probs',
        params: attentionParams(attrs, sizes),
        operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
        workgroups: gridOf(sizes.queryRows, attrs.heads, sizes.batch),
        work: attentionWork(attrs, sizes),
      },
    ];
  },
  reference({ inputs: [q, k], outputs: [probs], shapes, attrs }) {
    const sizes = sizesOf('attention-probs', shapes.inputs[0]!, shapes.inputs[1]!, attrs);
    probsReference(q!, k!, probs!, { ...attrs, ...sizes, position: 0 });
  },
});
