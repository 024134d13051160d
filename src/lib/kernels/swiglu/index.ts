/**
 * swiglu: y = silu(gate) · up, elementwise, f32, equal shapes: the middle of a gated feed-forward layer.
 * @source Shazeer 2020, arXiv:2002.05202.
 * @throws Error when the shapes differ or the dtype is not f32.
 */
import { expectDType, expectShape, sizeOf } from '../../base/shape';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { elementwiseCall } from '../shared/cell';
import sigmoid from '../shared/sigmoid.wgsl?raw';
import { swigluBackward as backwardReference, swigluForward } from './reference';
import backwardSource from './swiglu-backward.wgsl?raw';
import forwardSource from './swiglu.wgsl?raw';

export const swiglu = defineOp<NoAttrs>({
  name: 'swiglu',
  summary: 'y = silu(gate) · up',
  infer([gate, up]) {
    expectDType('swiglu', 'gate', gate!, 'f32');
    expectDType('swiglu', 'up', up!, 'f32');
    expectShape('swiglu', 'up', up!, gate!.shape);
    return [gate!];
  },
  kernels: ({ inputs: [gate] }) => [
    elementwiseCall('swiglu_forward', joinWgsl(sigmoid, forwardSource), sizeOf(gate!.shape), [2, 1]),
  ],
  reference: ({ inputs: [gate, up], outputs: [y] }) => swigluForward(gate!, up!, y!),
  backward: ({ recorder, inputs: [gate, up], gradients: [dy] }) =>
    recorder.record(swigluBackward, [gate!, up!, dy!], {}),
});

/** dGate and dUp from gate, up and dy. */
export const swigluBackward = defineOp<NoAttrs>({
  name: 'swiglu-backward',
  summary: 'dGate = dy · up · silu′(gate), dUp = dy · silu(gate)',
  infer([gate, up, dy]) {
    expectDType('swiglu-backward', 'gate', gate!, 'f32');
    expectShape('swiglu-backward', 'up', up!, gate!.shape);
    expectShape('swiglu-backward', 'dy', dy!, gate!.shape);
    return [gate!, gate!];
  },
  kernels: ({ inputs: [gate] }) => [
    elementwiseCall('swiglu_backward', joinWgsl(sigmoid, backwardSource), sizeOf(gate!.shape), [3, 2]),
  ],
  reference: ({ inputs: [gate, up, dy], outputs: [dGate, dUp] }) =>
    backwardReference(gate!, up!, dy!, dGate!, dUp!),
});
