/**
 * log-softmax over the last dimension: y = z − log Σ exp(z), z = x / temperature, in nats.
 * x [..., C] f32; temperature > 0. Finite where softmax would round to 0.
 * @throws Error when x is not f32, or a given temperature is not positive.
 */
import { expectDType, expectShape } from '../../base/shape';
import { defineOp, joinWgsl } from '../op';
import { rowsOf } from '../shared/row';
import row from '../shared/row.wgsl?raw';
import { expectTemperature, softmaxCode, softmaxLaunch, type SoftmaxAttrs } from '../softmax';
import backwardSource from './backward.wgsl?raw';
import logarithm from './logarithm.wgsl?raw';
import { logSoftmaxBackward as backwardReference, logSoftmaxForward } from './reference';

export const logSoftmax = defineOp<SoftmaxAttrs>({
  name: 'log-softmax',
  summary: 'y = z − log Σ exp(z), z = x / temperature',
  infer([x], attrs) {
    expectDType('log-softmax', 'x', x!, 'f32');
    expectTemperature('log-softmax', attrs);
    return [x!];
  },
  kernels: (context) => [
    {
      label: 'log-softmax',
      code: softmaxCode(logarithm),
      entry: 'softmax_forward',
      operands: [{ input: 0 }, { output: 0 }],
      ...softmaxLaunch(context),
    },
  ],
  reference({ inputs: [x], outputs: [y], shapes, attrs, scalar }) {
    logSoftmaxForward(x!, y!, rowsOf(shapes.inputs[0]!.shape).columns, scalar(attrs.temperature ?? 1));
  },
  backward: ({ recorder, outputs: [y], gradients: [dy], attrs }) =>
    recorder.record(logSoftmaxBackward, [y!, dy!], attrs),
});

/** y, dy → dx. */
export const logSoftmaxBackward = defineOp<SoftmaxAttrs>({
  name: 'log-softmax-backward',
  summary: 'dx = (dy − exp(y) · Σ dy) / temperature',
  infer([y, dy], attrs) {
    expectDType('log-softmax-backward', 'y', y!, 'f32');
    expectShape('log-softmax-backward', 'dy', dy!, y!.shape);
    expectTemperature('log-softmax-backward', attrs);
    return [y!];
  },
  kernels: (context) => [
    {
      label: 'log-softmax-backward',
      code: joinWgsl(row, backwardSource),
      entry: 'log_softmax_backward',
      operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
      ...softmaxLaunch(context),
    },
  ],
  reference({ inputs: [y, dy], outputs: [dx], shapes, attrs, scalar }) {
    backwardReference(y!, dy!, dx!, rowsOf(shapes.inputs[0]!.shape).columns, scalar(attrs.temperature ?? 1));
  },
});
