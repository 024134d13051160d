/**
 * slice: columns `start … start + length` of the last dimension. x [..., W] → y [..., length], f32: what cuts a
 * fused projection into its parts.
 * @throws Error when the span leaves the last dimension or is empty.
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, f32, showShape, sizeOf } from '../../base/shape';
import { linearGroups, paramU32, type KernelCall } from '../../gpu/dispatch';
import { defineOp, joinWgsl } from '../op';
import { cellOf } from '../shared/cell';
import { sliceBackward as backwardReference, sliceForward, type Span } from './reference';
import backwardSource from './slice-backward.wgsl?raw';
import forwardSource from './slice.wgsl?raw';

export interface SliceAttrs {
  readonly start: number;
  readonly length: number;
}

export const slice = defineOp<SliceAttrs>({
  name: 'slice',
  summary: 'y[..., c] = x[..., start + c]',
  infer([x], { start, length }) {
    expectDType('slice', 'x', x!, 'f32');
    expectSpan('slice', x!.shape, start, length);
    return [f32(...x!.shape.slice(0, -1), length)];
  },
  kernels: ({ inputs: [x], outputs: [y], attrs }) => [
    sliceCall('slice_forward', forwardSource, y!, { ...attrs, width: x!.shape.at(-1)! }),
  ],
  reference: ({ inputs: [x], outputs: [y], attrs, shapes }) =>
    sliceForward(x!, y!, { ...attrs, width: shapes.inputs[0]!.shape.at(-1)! }),
  backward: ({ recorder, inputs: [x], gradients: [dy], attrs: { start } }) =>
    recorder.record(sliceBackward, [dy!], { start, width: x!.spec.shape.at(-1)! }),
});

/** dx [..., width] from dy [..., length]: dy at `start`, zeros around it. */
export const sliceBackward = defineOp<{ readonly start: number; readonly width: number }>({
  name: 'slice-backward',
  summary: 'dx[..., start + c] = dy[..., c], 0 elsewhere',
  infer([dy], { start, width }) {
    expectDType('slice-backward', 'dy', dy!, 'f32');
    expectSpan('slice-backward', [width], start, dy!.shape.at(-1)!);
    return [f32(...dy!.shape.slice(0, -1), width)];
  },
  kernels: ({ inputs: [dy], outputs: [dx], attrs }) => [
    sliceCall('slice_backward', backwardSource, dx!, { ...attrs, length: dy!.shape.at(-1)! }),
  ],
  reference: ({ inputs: [dy], outputs: [dx], attrs, shapes }) =>
    backwardReference(dy!, dx!, { ...attrs, length: shapes.inputs[0]!.shape.at(-1)! }),
});

function expectSpan(where: string, shape: readonly number[], start: number, length: number): void {
  const whole = Number.isInteger(start) && Number.isInteger(length);
  if (!whole || start < 0 || length < 1 || start + length > (shape.at(-1) ?? 0))
    throw new Error(`${where}: columns ${start} … ${start + length} are not within ${showShape(shape)}`);
}

function sliceCall(entry: string, source: string, made: TensorSpec, span: Span): KernelCall {
  // Four divide all three exactly when four divide their bitwise or.
  const cell = cellOf(span.width | span.start | span.length);
  const cells = sizeOf(made.shape) / cell.size;
  const rows = sizeOf(made.shape) / made.shape.at(-1)!;
  return {
    label: entry.replace('_forward', '').replace('_', '-'),
    code: joinWgsl(cell.alias, source),
    entry,
    params: [rows, ...[span.width, span.start, span.length].map((n) => n / cell.size)].map((n) =>
      paramU32(n),
    ),
    operands: [{ input: 0 }, { output: 0 }],
    workgroups: linearGroups(cells / 64),
    work: sizeOf(made.shape),
  };
}
