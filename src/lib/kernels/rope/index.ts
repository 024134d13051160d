/**
 * rope: rotary position embedding. Pair i of a head, (x[i], x[i + D/2]), turns by position · θ^(−2i/D).
 * x [B, T, H, D] or [B, T, H·D], f32; row t stands at `position` + t.
 * @throws Error when the shape is neither, or headDim is odd.
 * @source https://arxiv.org/abs/2104.09864; pairs as in Hugging Face's Llama (rotate_half)
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, showShape, sizeOf } from '../../base/shape';
import { linearGroups, paramF32, paramU32, type Scalar } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type Op } from '../op';
import { ropeForward } from './reference';
import source from './rope.wgsl?raw';

export interface RopeAttrs {
  readonly headDim: number;
  /** Base of the frequencies, e.g. 10000. */
  readonly theta: number;
  /** Position of row 0; default 0. On the GPU angles are exact to f32 below position 8192. */
  readonly position?: Scalar;
  /** Turn back: the gradient, and how to undo it. */
  readonly inverse?: boolean;
}

/** T and H of x. @throws Error */
function layoutOf({ shape }: TensorSpec, headDim: number): { steps: number; heads: number } {
  const width = sizeOf(shape.slice(2));
  const fits = shape.length === 4 ? shape[3] === headDim : shape.length === 3 && width % headDim === 0;
  if (!fits || headDim % 2 !== 0)
    throw new Error(
      `rope: x must be [B, T, H, D] or [B, T, H·D] with D = ${headDim} even, got ${showShape(shape)}`,
    );
  return { steps: shape[1]!, heads: width / headDim };
}

/** Turns per position of each pair, as WGSL constants: 11 leading bits, and the rest. */
function frequencyTable(headDim: number, theta: number): string {
  const half = headDim / 2;
  const turns = Array.from({ length: half }, (_, i) => theta ** (-i / half) / (2 * Math.PI));
  const coarse = turns.map((t) => {
    const unit = 2 ** (Math.floor(Math.log2(t)) - 10);
    return Math.round(t / unit) * unit;
  });
  const list = (values: number[]) => values.map((value) => `${Math.fround(value)}`).join(', ');
  return [
    `const HALF = ${half}u;`,
    `const COARSE = array<f32, HALF>(${list(coarse)});`,
    `const FINE = array<f32, HALF>(${list(turns.map((t, i) => t - coarse[i]!))});`,
  ].join('\n');
}

export const rope: Op<RopeAttrs> = defineOp<RopeAttrs>({
  name: 'rope',
  summary: 'turns each pair (x[i], x[i + D/2]) by position · θ^(−2i/D)',
  infer([x], attrs) {
    expectDType('rope', 'x', x!, 'f32');
    layoutOf(x!, attrs.headDim);
    return [x!];
  },
  kernels({ inputs: [x], attrs }) {
    const { steps, heads } = layoutOf(x!, attrs.headDim);
    const pairs = sizeOf(x!.shape) / 2;
    return [
      {
        label: 'rope',
        code: joinWgsl(frequencyTable(attrs.headDim, attrs.theta), source),
        entry: 'rope_forward',
        params: [
          paramU32(pairs),
          paramU32(heads),
          paramU32(steps),
          paramU32(attrs.position ?? 0),
          paramF32(attrs.inverse ? -1 : 1),
        ],
        operands: [{ input: 0 }, { output: 0 }],
        workgroups: linearGroups(pairs / 64),
        work: pairs * 40,
      },
    ];
  },
  reference({ inputs: [x], outputs: [y], shapes, attrs, scalar }) {
    const layout = layoutOf(shapes.inputs[0]!, attrs.headDim);
    ropeForward(x!, y!, { ...attrs, ...layout, position: scalar(attrs.position ?? 0) });
  },
  backward({ recorder, gradients: [dy], attrs }) {
    return recorder.record(rope, [dy!], { ...attrs, inverse: !attrs.inverse });
  },
});
