/**
 * adamw: one optimiser step in place, with the meaning of torch.optim.AdamW.
 * Inputs p, g, m, v (equal shapes, f32; m and v start at 0) and, optionally, a factor [] for the gradient (see
 * clip-factor). Writes p, m, v; no outputs.
 * @throws Error when the shapes differ.
 * @source https://arxiv.org/abs/1711.05101
 */
import { expectDType, expectShape, sizeOf } from '../../base/shape';
import { linearGroups, paramF32, paramU32, type Scalar } from '../../gpu/dispatch';
import { defineOp, joinWgsl } from '../op';
import source from './adamw.wgsl?raw';
import { adamwUpdate } from './reference';
import scaleNone from './scale-none.wgsl?raw';
import scaleTensor from './scale-tensor.wgsl?raw';

export interface AdamwAttrs {
  readonly learningRate: Scalar;
  /** Number of this step, from 1, for bias correction. */
  readonly step: Scalar;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  /** Fraction of p that goes per unit of learning rate; 0 for norms and biases. */
  readonly weightDecay: number;
}

const NAMES = ['p', 'g', 'm', 'v'] as const;

export const adamw = defineOp<AdamwAttrs>({
  name: 'adamw',
  summary: 'p ← p (1 − lr · decay) − lr · m̂ / (√v̂ + eps)',
  mutates: [0, 2, 3],
  infer(inputs) {
    NAMES.forEach((name, i) => {
      expectDType('adamw', name, inputs[i]!, 'f32');
      expectShape('adamw', name, inputs[i]!, inputs[0]!.shape);
    });
    if (inputs[4]) expectShape('adamw', 'scale', inputs[4], []);
    return [];
  },
  kernels({ inputs, attrs }) {
    const size = sizeOf(inputs[0]!.shape);
    return [
      {
        label: 'adamw',
        code: joinWgsl(source, inputs.length > 4 ? scaleTensor : scaleNone),
        entry: 'adamw_update',
        params: [
          paramU32(size),
          paramF32(attrs.learningRate),
          paramF32(attrs.step),
          paramF32(1 - attrs.beta1),
          paramF32(1 - attrs.beta2),
          paramF32(Math.log(attrs.beta1)),
          paramF32(Math.log(attrs.beta2)),
          paramF32(attrs.eps),
          paramF32(attrs.weightDecay),
        ],
        operands: inputs.map((_, input) => ({ input })),
        workgroups: linearGroups(size / 64),
        work: size * 30,
      },
    ];
  },
  reference({ inputs: [p, g, m, v, scale], attrs, scalar }) {
    const learningRate = scalar(attrs.learningRate);
    adamwUpdate(p!, g!, m!, v!, scale?.[0] ?? 1, { ...attrs, learningRate, step: scalar(attrs.step) });
  },
});
