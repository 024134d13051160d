/**
 * argmax over the last dimension: the column of the largest element; of equal ones, the lowest column.
 * x [..., C] f32 → y [...] u32. No gradient.
 * @throws Error when x is not f32 or has rank 0.
 */
import { expectDType, u32 } from '../../base/shape';
import { paramU32 } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { rowLaunch, rowsOf } from '../shared/row';
import row from '../shared/row.wgsl?raw';
import source from './argmax.wgsl?raw';
import { argmaxForward } from './reference';

export const argmax = defineOp<NoAttrs>({
  name: 'argmax',
  summary: 'y = the column of the largest element of each row',
  infer([x]) {
    expectDType('argmax', 'x', x!, 'f32');
    if (x!.shape.length === 0) throw new Error('argmax: x must have rank 1 or more, got []');
    return [u32(...x!.shape.slice(0, -1))];
  },
  kernels({ inputs: [x] }) {
    const { rows, columns } = rowsOf(x!.shape);
    return [
      {
        label: 'argmax',
        code: joinWgsl(row, source),
        entry: 'argmax_forward',
        ...rowLaunch(rows, columns),
        params: [paramU32(rows), paramU32(columns)],
        operands: [{ input: 0 }, { output: 0 }],
        work: rows * columns * 2,
      },
    ];
  },
  reference: ({ inputs: [x], outputs: [y] }) => argmaxForward(x!, y!),
});
