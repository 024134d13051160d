/**
 * dequantise: a stored matrix as f32. Inputs as the weight of matmul-quantised: f16 [R, C]; or int8 or int4 codes
 * [R, C] and f16 scales [R, ⌈C / group⌉] → y [R, C] f32. No gradient: stored weights are frozen.
 * @throws Error when dtypes, shapes or the group do not fit (a multiple of 4, or at least C; default C).
 */
import { f32 } from '../../base/shape';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, joinWgsl } from '../op';
import { weightLayout, weightSource } from '../shared/weights';
import source from './dequantise.wgsl?raw';
import { dequantiseForward } from './reference';

export const dequantise = defineOp<{ readonly group?: number }>({
  name: 'dequantise',
  summary: 'y = W, W as f16, int8 or int4',
  infer(inputs, { group }) {
    const { rows, width } = weightLayout('dequantise', inputs, group);
    return [f32(rows, width)];
  },
  kernels({ inputs, attrs }) {
    const layout = weightLayout('dequantise', inputs, attrs.group);
    const { dtype, rows, width, group } = layout;
    return [
      {
        label: `dequantise/${dtype}`,
        code: joinWgsl(weightSource(layout), source),
        entry: 'dequantise_forward',
        params: [rows, width, group].map((size) => paramU32(size)),
        operands: [{ output: 0 }, ...inputs.map((_, input) => ({ input }))],
        workgroups: linearGroups((rows * Math.ceil(width / 4)) / 64),
        work: rows * width,
      },
    ];
  },
  reference: ({ inputs: [weight, scales], outputs: [y], shapes, attrs }) =>
    dequantiseForward(weight!, scales, y!, weightLayout('dequantise', shapes.inputs, attrs.group)),
});
