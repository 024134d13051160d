/**
 * silu: y = x · σ(x), elementwise, f32, any shape.
 * @source Elfwing, Uchibe, Doya 2017, arXiv:1702.03118.
 * @throws Error when the dtype is not f32.
 */
import { expectDType, expectShape, sizeOf } from '../../base/shape';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { elementwiseCall } from '../shared/cell';
import sigmoid from '../shared/sigmoid.wgsl?raw';
import { siluBackward as backwardReference, siluForward } from './reference';
import backwardSource from './silu-backward.wgsl?raw';
import forwardSource from './silu.wgsl?raw';

export const silu = defineOp<NoAttrs>({
  name: 'silu',
  summary: 'y = x · σ(x)',
  infer([x]) {
    expectDType('silu', 'x', x!, 'f32');
    return [x!];
  },
  kernels: ({ inputs: [x] }) => [
    elementwiseCall('silu_forward', joinWgsl(sigmoid, forwardSource), sizeOf(x!.shape), [1, 1]),
  ],
  reference: ({ inputs: [x], outputs: [y] }) => siluForward(x!, y!),
  backward: ({ recorder, inputs: [x], gradients: [dy] }) => recorder.record(siluBackward, [x!, dy!], {}),
});

/** dx from x and dy. */
export const siluBackward = defineOp<NoAttrs>({
  name: 'silu-backward',
  summary: 'dx = dy · silu′(x)',
  infer([x, dy]) {
    expectDType('silu-backward', 'x', x!, 'f32');
    expectShape('silu-backward', 'dy', dy!, x!.shape);
    return [x!];
  },
  kernels: ({ inputs: [x] }) => [
    elementwiseCall('silu_backward', joinWgsl(sigmoid, backwardSource), sizeOf(x!.shape), [2, 1]),
  ],
  reference: ({ inputs: [x, dy], outputs: [dx] }) => backwardReference(x!, dy!, dx!),
});
