/**
 * add: y = a + b, elementwise, f32, equal shapes (the residual connection).
 * @throws Error when the shapes differ or the dtype is not f32.
 */
import { expectDType, expectShape, sizeOf } from '../../base/shape';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, type NoAttrs } from '../op';
import source from './add.wgsl?raw';
import { addForward } from './reference';

export const add = defineOp<NoAttrs>({
  name: 'add',
  summary: 'y = a + b',
  infer([a, b]) {
    expectDType('add', 'a', a!, 'f32');
    expectDType('add', 'b', b!, 'f32');
    expectShape('add', 'b', b!, a!.shape);
    return [a!];
  },
  kernels({ outputs: [y] }) {
    const size = sizeOf(y!.shape);
    return [
      {
        label: 'add',
        code: source,
        entry: 'add_forward',
        params: [paramU32(size)],
        operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
        workgroups: linearGroups(size / 64),
        work: size,
      },
    ];
  },
  reference: ({ inputs: [a, b], outputs: [y] }) => addForward(a!, b!, y!),
  backward: ({ gradients: [dy] }) => [dy!, dy!],
});
