/**
 * gather-rows: y[i, :] = x[indices[i], :]. x [..., C] f32, its leading dimensions folded to rows; indices [n] u32;
 * y [n, C]. For picking the last positions before the output layer. An index past the last row throws on the
 * CPU; the GPU reads the last row instead.
 * @throws Error when indices has no rank 1 or a dtype is wrong.
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, expectRank, expectShape, f32, sizeOf } from '../../base/shape';
import { linearGroups, paramU32, type KernelCall } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { cellOf } from '../shared/cell';
import backwardSource from './gather-rows-backward.wgsl?raw';
import forwardSource from './gather-rows.wgsl?raw';
import { gatherRowsBackward as backwardReference, gatherRowsForward } from './reference';

export const gatherRows = defineOp<NoAttrs>({
  name: 'gather-rows',
  summary: 'y[i] = x[indices[i]]',
  infer([x, indices]) {
    expectDType('gather-rows', 'x', x!, 'f32');
    expectDType('gather-rows', 'indices', indices!, 'u32');
    expectRank('gather-rows', 'indices', indices!, 1);
    return [f32(indices!.shape[0]!, x!.shape.at(-1)!)];
  },
  kernels: ({ inputs: [x], outputs: [y] }) => [
    rowsCall('gather_rows_forward', forwardSource, { rows: x!, picked: y!, made: y! }),
  ],
  reference: ({ inputs: [x, indices], outputs: [y], shapes }) =>
    gatherRowsForward(x!, indices!, y!, shapes.outputs[0]!.shape[1]!),
  backward: ({ recorder, inputs: [x, indices], gradients: [dy] }) => [
    recorder.record(gatherRowsBackward, [dy!, indices!], { shape: x!.spec.shape })[0]!,
    null,
  ],
});

/** dx of the given shape from dy [n, C] and indices [n]: rows that were not picked get zeros. */
export const gatherRowsBackward = defineOp<{ readonly shape: readonly number[] }>({
  name: 'gather-rows-backward',
  summary: 'dx[r] = Σ dy[i] over indices[i] = r',
  infer([dy, indices], { shape }) {
    expectDType('gather-rows-backward', 'dy', dy!, 'f32');
    expectDType('gather-rows-backward', 'indices', indices!, 'u32');
    expectShape('gather-rows-backward', 'dy', dy!, [indices!.shape[0]!, shape.at(-1)!]);
    return [f32(...shape)];
  },
  kernels: ({ inputs: [dy], outputs: [dx] }) => [
    rowsCall('gather_rows_backward', backwardSource, { rows: dx!, picked: dy!, made: dx! }),
  ],
  reference: ({ inputs: [dy, indices], outputs: [dx], shapes }) =>
    backwardReference(dy!, indices!, dx!, shapes.outputs[0]!.shape.at(-1)!),
});

/** `rows`: the tensor picked from; `picked`: one row an index; `made`: whichever of the two is the output. */
function rowsCall(
  entry: string,
  source: string,
  { rows, picked, made }: Record<'rows' | 'picked' | 'made', TensorSpec>,
): KernelCall {
  const width = rows.shape.at(-1)!;
  const cell = cellOf(width);
  const cells = sizeOf(made.shape) / cell.size;
  const sizes = [picked.shape[0]!, sizeOf(rows.shape) / width, width / cell.size];
  return {
    label: entry.replaceAll('_', '-').replace('-forward', ''),
    code: joinWgsl(cell.alias, source),
    entry,
    params: sizes.map((size) => paramU32(size)),
    operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
    workgroups: linearGroups(cells / 64),
    work: sizeOf(made.shape) * (made === rows ? picked.shape[0]! : 1),
  };
}
