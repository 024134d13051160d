/**
 * concat: parts side by side along the last dimension. x₀ [..., W₀], x₁ [..., W₁] … → y [..., W₀ + W₁ + …], f32,
 * any number of parts with equal leading dimensions. One dispatch a part.
 * @throws Error when there is no part or the leading dimensions differ.
 */
import { expectDType, expectShape, f32, sizeOf } from '../../base/shape';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import type { TensorSpec } from '../../base/dtype';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { cellOf } from '../shared/cell';
import { slice } from '../slice';
import source from './concat.wgsl?raw';
import { concatForward } from './reference';

const widthOf = (spec: TensorSpec): number => spec.shape.at(-1)!;

/** Where each part begins in a row of y, and the width of that row. */
function startsOf(parts: readonly TensorSpec[]): { starts: number[]; width: number } {
  let width = 0;
  const starts = parts.map((part) => (width += widthOf(part)) - widthOf(part));
  return { starts, width };
}

export const concat = defineOp<NoAttrs>({
  name: 'concat',
  summary: 'y = [x₀ | x₁ | …]',
  infer(parts) {
    if (parts.length === 0) throw new Error('concat: there must be at least one part');
    const lead = parts[0]!.shape.slice(0, -1);
    parts.forEach((part, i) => {
      expectDType('concat', `part ${i}`, part, 'f32');
      expectShape('concat', `part ${i}`, part, [...lead, part.shape.at(-1) ?? 1]);
    });
    return [f32(...lead, startsOf(parts).width)];
  },
  kernels({ inputs: parts }) {
    const { starts, width } = startsOf(parts);
    return parts.map((part, i) => {
      const length = widthOf(part);
      const cell = cellOf(width | starts[i]! | length);
      const rows = sizeOf(part.shape) / length;
      return {
        label: 'concat',
        code: joinWgsl(cell.alias, source),
        entry: 'concat_part',
        params: [rows, ...[width, starts[i]!, length].map((n) => n / cell.size)].map((n) => paramU32(n)),
        operands: [{ input: i }, { output: 0 }],
        workgroups: linearGroups((rows * length) / cell.size / 64),
        work: rows * length,
      };
    });
  },
  reference: ({ inputs, outputs: [y], shapes }) => concatForward(inputs, shapes.inputs.map(widthOf), y!),
  backward({ recorder, inputs, gradients: [dy], wants }) {
    const { starts } = startsOf(inputs.map(({ spec }) => spec));
    return inputs.map(({ spec }, i) =>
      wants(i) ? recorder.record(slice, [dy!], { start: starts[i]!, length: widthOf(spec) })[0]! : null,
    );
  },
});
