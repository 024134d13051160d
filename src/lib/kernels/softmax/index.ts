/**
 * softmax over the last dimension: y = exp(x / temperature) / Σ exp(x / temperature).
 * x [..., C] f32; temperature > 0 (for 0, ask argmax). Finite for logits of any size.
 * @throws Error when x is not f32, or a given temperature is not positive.
 */
import { expectDType, expectShape } from '../../base/shape';
import { paramF32, paramU32, type KernelCall, type Scalar } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type CallShape } from '../op';
import { rowLaunch, rowsOf } from '../shared/row';
import row from '../shared/row.wgsl?raw';
import backwardSource from './backward.wgsl?raw';
import probability from './probability.wgsl?raw';
import { softmaxBackward as backwardReference, softmaxForward } from './reference';
import forwardSource from './softmax.wgsl?raw';

export interface SoftmaxAttrs {
  /** Divides x; default 1. */
  readonly temperature?: Scalar;
}

/** @throws Error */
export function expectTemperature(where: string, { temperature }: SoftmaxAttrs): void {
  if (typeof temperature === 'number' && !(temperature > 0))
    throw new Error(`${where}: temperature must be positive, got ${temperature}`);
}

type Launch = Pick<KernelCall, 'constants' | 'workgroups' | 'params' | 'work'>;

/** Launch and uniforms that softmax, log-softmax and their gradients share. */
export function softmaxLaunch({ inputs: [x], attrs }: CallShape<SoftmaxAttrs>): Launch {
  const { rows, columns } = rowsOf(x!.shape);
  return {
    ...rowLaunch(rows, columns),
    params: [paramU32(rows), paramU32(columns), paramF32(attrs.temperature ?? 1)],
    work: rows * columns * 12,
  };
}

/** The forward module; `last` turns a sum into a probability, or into its logarithm. */
export const softmaxCode = (last: string): string => joinWgsl(row, forwardSource, last);

export const softmax = defineOp<SoftmaxAttrs>({
  name: 'softmax',
  summary: 'y = exp(x / temperature) / Σ exp(x / temperature)',
  infer([x], attrs) {
    expectDType('softmax', 'x', x!, 'f32');
    expectTemperature('softmax', attrs);
    return [x!];
  },
  kernels: (context) => [
    {
      label: 'softmax',
      code: softmaxCode(probability),
      entry: 'softmax_forward',
      operands: [{ input: 0 }, { output: 0 }],
      ...softmaxLaunch(context),
    },
  ],
  reference({ inputs: [x], outputs: [y], shapes, attrs, scalar }) {
    softmaxForward(x!, y!, rowsOf(shapes.inputs[0]!.shape).columns, scalar(attrs.temperature ?? 1));
  },
  backward: ({ recorder, outputs: [y], gradients: [dy], attrs }) =>
    recorder.record(softmaxBackward, [y!, dy!], attrs),
});

/** y, dy → dx. */
export const softmaxBackward = defineOp<SoftmaxAttrs>({
  name: 'softmax-backward',
  summary: 'dx = y · (dy − Σ dy · y) / temperature',
  infer([y, dy], attrs) {
    expectDType('softmax-backward', 'y', y!, 'f32');
    expectShape('softmax-backward', 'dy', dy!, y!.shape);
    expectTemperature('softmax-backward', attrs);
    return [y!];
  },
  kernels: (context) => [
    {
      label: 'softmax-backward',
      code: joinWgsl(row, backwardSource),
      entry: 'softmax_backward',
      operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
      ...softmaxLaunch(context),
    },
  ],
  reference({ inputs: [y, dy], outputs: [dx], shapes, attrs, scalar }) {
    backwardReference(y!, dy!, dx!, rowsOf(shapes.inputs[0]!.shape).columns, scalar(attrs.temperature ?? 1));
  },
});
