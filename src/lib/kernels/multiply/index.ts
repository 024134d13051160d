/**
 * multiply: y = a · b, elementwise, f32, equal shapes.
 * @throws Error when the shapes differ or the dtype is not f32.
 */
import { expectDType, expectShape, sizeOf } from '../../base/shape';
import { defineOp, type NoAttrs, type Op } from '../op';
import { elementwiseCall } from '../shared/cell';
import source from './multiply.wgsl?raw';
import { multiplyForward } from './reference';

export const multiply: Op<NoAttrs> = defineOp<NoAttrs>({
  name: 'multiply',
  summary: 'y = a · b, element by element',
  infer([a, b]) {
    expectDType('multiply', 'a', a!, 'f32');
    expectDType('multiply', 'b', b!, 'f32');
    expectShape('multiply', 'b', b!, a!.shape);
    return [a!];
  },
  kernels: ({ inputs: [a] }) => [elementwiseCall('multiply_forward', source, sizeOf(a!.shape), [2, 1])],
  reference: ({ inputs: [a, b], outputs: [y] }) => multiplyForward(a!, b!, y!),
  backward: ({ recorder, inputs: [a, b], gradients: [dy], wants }) => [
    wants(0) ? recorder.record(multiply, [dy!, b!], {})[0]! : null,
    wants(1) ? recorder.record(multiply, [dy!, a!], {})[0]! : null,
  ],
});
