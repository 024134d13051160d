/** Cases of adamw: one element, the first step, a late one, a clip factor, zero gradients, large ones. */
import { constant, defineCases, normal, uniform } from '../cases';
import { adamw } from '.';

const attrs = { learningRate: 1e-3, step: 1, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.1 };
const inputs = (size: number, scale = 1) => [
  normal([size]),
  normal([size], scale),
  normal([size], scale / 10),
  uniform([size], 0, scale ** 2),
];

export default [
  defineCases(adamw, [
    {
      name: 'one element, first step',
      inputs: [normal([1]), normal([1]), constant([1], 0), constant([1], 0)],
      attrs,
    },
    {
      name: 'first step, tail',
      inputs: [normal([9, 23]), normal([9, 23]), constant([9, 23], 0), constant([9, 23], 0)],
      attrs,
      receipt: true,
    },
    {
      name: 'later steps, clipped',
      inputs: [...inputs(301), constant([], 0.37)],
      attrs: { ...attrs, learningRate: { scalar: 'rate' }, step: { scalar: 'step' }, beta2: 0.95 },
      scalars: { rate: 3e-3, step: 57 },
      receipt: true,
    },
    {
      name: 'zero gradient',
      inputs: [...inputs(5).slice(0, 1), ...[0, 0, 0].map((x) => constant([5], x))],
      attrs,
    },
    { name: 'large', inputs: inputs(300_000), attrs: { ...attrs, step: 100_000 }, benchmark: true },
    { name: 'magnitudes', inputs: inputs(65, 1e12), attrs: { ...attrs, step: 3 } },
  ]),
];
