/**
 * rms-norm: y = x / √(mean(x²) + eps) · weight over the last dimension (Llama's normalisation; no mean is
 * subtracted, no bias).
 * x [..., C], weight [C], f32. @throws Error when the last dimension is not the weight's.
 * @source https://arxiv.org/abs/1910.07467
 */
import { expectDType, expectShape, f32 } from '../../base/shape';
import type { TensorSpec } from '../../base/dtype';
import { linearGroups, paramF32, paramU32 } from '../../gpu/dispatch';
import { defineOp, joinWgsl } from '../op';
import { rowLaunch, rowsOf } from '../shared/row';
import row from '../shared/row.wgsl?raw';
import backwardSource from './backward.wgsl?raw';
import { rmsNormBackward as backwardReference, rmsNormForward } from './reference';
import forwardSource from './rms-norm.wgsl?raw';

export interface RmsNormAttrs {
  /** Added to the mean square, e.g. 1e-5. */
  readonly eps: number;
}

function expectInputs(where: string, x: TensorSpec, weight: TensorSpec): void {
  expectDType(where, 'x', x, 'f32');
  expectDType(where, 'weight', weight, 'f32');
  expectShape(where, 'weight', weight, [x.shape.at(-1) ?? 1]);
}

export const rmsNorm = defineOp<RmsNormAttrs>({
  name: 'rms-norm',
  summary: 'y = x / √(mean(x²) + eps) · weight',
  infer([x, weight]) {
    expectInputs('rms-norm', x!, weight!);
    return [x!];
  },
  kernels({ inputs: [x], attrs }) {
    const { rows, columns } = rowsOf(x!.shape);
    return [
      {
        label: 'rms-norm',
        code: joinWgsl(row, forwardSource),
        entry: 'rms_norm_forward',
        ...rowLaunch(rows, columns),
        params: [paramU32(rows), paramU32(columns), paramF32(attrs.eps)],
        operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
        work: rows * columns * 4,
      },
    ];
  },
  reference: ({ inputs: [x, weight], outputs: [y], attrs }) => rmsNormForward(x!, weight!, y!, attrs.eps),
  backward({ recorder, inputs: [x, weight], gradients: [dy], attrs }) {
    return recorder.record(rmsNormBackward, [x!, weight!, dy!], attrs);
  },
});

/** Rows that one partial sum of dweight covers; BLOCK in backward.wgsl. */
const BLOCK = 64;
const ROWS_OPERANDS = [{ input: 0 }, { input: 1 }, { input: 2 }, { scratch: 0 }, { output: 0 }] as const;
const ALL_OPERANDS = [...ROWS_OPERANDS, { scratch: 1 }, { output: 1 }] as const;

/** x, weight, dy → dx, dweight. */
export const rmsNormBackward = defineOp<RmsNormAttrs>({
  name: 'rms-norm-backward',
  summary: 'dx = r · (g − x · r² · mean(g · x)), g = dy · weight; dweight = Σ dy · x · r',
  infer([x, weight, dy]) {
    expectInputs('rms-norm-backward', x!, weight!);
    expectShape('rms-norm-backward', 'dy', dy!, x!.shape);
    return [x!, weight!];
  },
  scratch({ inputs: [x] }) {
    const { rows, columns } = rowsOf(x!.shape);
    return [f32(rows), f32(Math.ceil(rows / BLOCK), columns)];
  },
  kernels({ inputs: [x], attrs }) {
    const { rows, columns } = rowsOf(x!.shape);
    const blocks = Math.ceil(rows / BLOCK);
    const columnGroups = Math.ceil(columns / 64);
    const common = {
      code: joinWgsl(row, backwardSource),
      params: [paramU32(rows), paramU32(columns), paramU32(blocks), paramF32(attrs.eps)],
      operands: ALL_OPERANDS,
    };
    return [
      {
        ...common,
        label: 'rms-norm-backward/rows',
        entry: 'rms_norm_backward_rows',
        operands: ROWS_OPERANDS,
        ...rowLaunch(rows, columns),
        work: rows * columns * 8,
      },
      {
        ...common,
        label: 'rms-norm-backward/columns',
        entry: 'rms_norm_backward_columns',
        workgroups: [columnGroups, blocks, 1],
        work: rows * columns * 3,
      },
      {
        ...common,
        label: 'rms-norm-backward/finish',
        entry: 'rms_norm_backward_finish',
        workgroups: linearGroups(columnGroups),
        work: blocks * columns,
      },
    ];
  },
  reference: ({ inputs: [x, weight, dy], outputs: [dx, dweight], attrs }) =>
    backwardReference(x!, weight!, dy!, dx!, dweight!, attrs.eps),
});
