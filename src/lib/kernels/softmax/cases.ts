/** Cases of softmax: one element, short and long rows, a hot and a cold temperature, large logits. */
import { defineCases, normal, uniform } from '../cases';
import { softmax, softmaxBackward } from '.';

const attrs = {};

export default [
  defineCases(softmax, [
    { name: 'one element', inputs: [normal([1])], attrs },
    { name: 'short rows', inputs: [normal([3, 11, 37], 2)], attrs, receipt: true },
    {
      name: 'long row, cold',
      inputs: [normal([1, 1, 1000])],
      attrs: { temperature: { scalar: 'temperature' } },
      scalars: { temperature: 0.25 },
      receipt: true,
    },
    { name: 'long rows, hot', inputs: [normal([21, 300])], attrs: { temperature: 3 } },
    { name: 'large', inputs: [normal([256, 1216])], attrs, benchmark: true },
    {
      name: 'magnitudes',
      inputs: [normal([40, 65], 1e10)],
      attrs: { temperature: 0.5 },
      // Central differences of a step function say nothing.
      gradient: false,
    },
  ]),
  defineCases(softmaxBackward, [
    { name: 'one element', inputs: [uniform([1], 0, 1), normal([1])], attrs },
    {
      name: 'short rows',
      inputs: [uniform([3, 11, 37], 0, 0.05), normal([3, 11, 37])],
      attrs,
      receipt: true,
    },
    {
      name: 'long rows',
      inputs: [uniform([5, 700], 0, 0.003), normal([5, 700])],
      attrs: { temperature: 0.5 },
    },
    {
      name: 'large',
      inputs: [uniform([256, 1216], 0, 0.002), normal([256, 1216])],
      attrs,
      benchmark: true,
    },
    {
      name: 'magnitudes',
      inputs: [uniform([17, 65], 0, 0.03), normal([17, 65], 1e10)],
      attrs,
      tolerance: { absolute: 1e3, relative: 1e-5, reason: 'dy − Σ dy · y cancels: 1e-7 of |dy|' },
    },
  ]),
];
