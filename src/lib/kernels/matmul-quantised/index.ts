/**
 * matmul-quantised: y = x · Wᵀ with W stored small. x [..., K] f32; W [N, K] as f16 (inputs x, W), or as int8 or int4
 * codes with f16 scales [N, ⌈K / group⌉] (inputs x, W, scales), weight = code · scale, symmetric; y [..., N] f32.
 * Each row of W and of the scales is padded to a whole word. Arithmetic and sums in f32.
 *
 * Stored weights are frozen: there is no gradient, not even for x.
 * `gemv` serves one row (decoding), `register` more; `attrs.variant` forces one.
 * @throws Error when dtypes, shapes or the group do not fit (a multiple of 4, or at least K; default K).
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, f32, showShape, sizeOf } from '../../base/shape';
import { paramU32 } from '../../gpu/dispatch';
import { defineOp, joinWgsl } from '../op';
import { weightLayout, weightSource } from '../shared/weights';
import gemv from './gemv.wgsl?raw';
import { matmulQuantisedForward } from './reference';
import registerTiled from './register-tiled.wgsl?raw';
import xAny from './x-any.wgsl?raw';
import xRows from './x-rows.wgsl?raw';

export interface MatmulQuantisedAttrs {
  /** Neighbours along K that share a scale. */
  readonly group?: number;
  /** Forces a kernel: for the lesson, the bench and the cases. */
  readonly variant?: 'gemv' | 'register';
}

/** From this length on, a sum is worth sharing among threads. */
const SLICED_WIDTH = 1024;

const layoutOf = ([, ...stored]: readonly TensorSpec[], { group }: MatmulQuantisedAttrs) =>
  weightLayout('matmul-quantised', stored, group);

export const matmulQuantised = defineOp<MatmulQuantisedAttrs>({
  name: 'matmul-quantised',
  summary: 'y = x · Wᵀ, W as f16, int8 or int4',
  infer(inputs, attrs) {
    const [x] = inputs;
    expectDType('matmul-quantised', 'x', x!, 'f32');
    const { rows, width } = layoutOf(inputs, attrs);
    if (x!.shape.length < 1 || x!.shape.at(-1) !== width)
      throw new Error(
        `matmul-quantised: x must end in ${width}, as the weight does, got ${showShape(x!.shape)}`,
      );
    return [f32(...x!.shape.slice(0, -1), rows)];
  },
  kernels({ inputs, attrs }) {
    const layout = layoutOf(inputs, attrs);
    const { rows: columns, width, group } = layout;
    const rows = sizeOf(inputs[0]!.shape) / width;
    const variant = attrs.variant ?? (rows === 1 ? 'gemv' : 'register');
    const tall = rows > 4 ? 8 : 4;
    const slices = width >= SLICED_WIDTH ? 8 : 1;
    const bindY = `@group(0) @binding(${inputs.length + 1}) var<storage, read_write> y: array<f32>;`;
    const loaders = joinWgsl(width % 4 ? xAny : xRows, weightSource(layout), bindY);
    return [
      {
        label: `matmul-quantised/${layout.dtype}-${variant}`,
        code:
          variant === 'gemv'
            ? joinWgsl(`const SLICES = ${slices}u;`, loaders, gemv)
            : joinWgsl(`const ROWS = ${tall}u;`, loaders, registerTiled),
        entry: `matmul_quantised_${variant === 'gemv' ? variant : 'register_tiled'}`,
        params: [rows, columns, width, group].map((size) => paramU32(size)),
        operands: [...inputs.map((_, input) => ({ input })), { output: 0 }],
        workgroups:
          variant === 'gemv'
            ? [Math.ceil((columns * slices) / 256), rows, 1]
            : [Math.ceil(columns / 32), Math.ceil(rows / (8 * tall)), 1],
        work: 2 * rows * columns * width,
      },
    ];
  },
  reference: ({ inputs: [x, weight, scales], outputs: [y], shapes, attrs }) =>
    matmulQuantisedForward(x!, weight!, scales, y!, layoutOf(shapes.inputs, attrs)),
});
