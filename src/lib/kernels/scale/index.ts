/**
 * scale: y = factor · x, f32, any shape. The factor may be a scalar that each run supplies.
 * @throws Error when x is not f32.
 */
import { expectDType, sizeOf } from '../../base/shape';
import { paramF32, type Scalar } from '../../gpu/dispatch';
import { defineOp, type Op } from '../op';
import { elementwiseCall } from '../shared/cell';
import { scaleForward } from './reference';
import source from './scale.wgsl?raw';

export interface ScaleAttrs {
  readonly factor: Scalar;
}

export const scale: Op<ScaleAttrs> = defineOp<ScaleAttrs>({
  name: 'scale',
  summary: 'y = factor · x',
  infer([x]) {
    expectDType('scale', 'x', x!, 'f32');
    return [x!];
  },
  kernels: ({ inputs: [x], attrs: { factor } }) => [
    elementwiseCall('scale_forward', source, sizeOf(x!.shape), [1, 1], [paramF32(factor)]),
  ],
  reference: ({ inputs: [x], outputs: [y], attrs, scalar }) => scaleForward(x!, y!, scalar(attrs.factor)),
  backward: ({ recorder, gradients: [dy], attrs }) => recorder.record(scale, [dy!], attrs),
});
