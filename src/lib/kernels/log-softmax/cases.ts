/** Cases of log-softmax: one element, short and long rows, a cold temperature, large logits. */
import { defineCases, normal, uniform } from '../cases';
import { logSoftmax, logSoftmaxBackward } from '.';

const attrs = {};

export default [
  defineCases(logSoftmax, [
    { name: 'one element', inputs: [normal([1])], attrs },
    { name: 'short rows', inputs: [normal([3, 11, 37], 2)], attrs, receipt: true },
    {
      name: 'long row, cold',
      inputs: [normal([1, 1, 1000])],
      attrs: { temperature: { scalar: 'temperature' } },
      scalars: { temperature: 0.25 },
      receipt: true,
    },
    { name: 'large', inputs: [normal([128, 1216])], attrs: { temperature: 2 }, benchmark: true },
    {
      name: 'magnitudes',
      inputs: [normal([40, 65], 1e10)],
      attrs,
      tolerance: { absolute: 1e4, relative: 1e-5, reason: 'differences of numbers near 1e10' },
    },
  ]),
  defineCases(logSoftmaxBackward, [
    { name: 'one element', inputs: [uniform([1], -1, 0), normal([1])], attrs },
    { name: 'short rows', inputs: [uniform([3, 11, 37], -9, -3), normal([3, 11, 37])], attrs, receipt: true },
    { name: 'long rows', inputs: [uniform([5, 700], -9, -5), normal([5, 700])], attrs: { temperature: 0.5 } },
    { name: 'large', inputs: [uniform([256, 1216], -9, -5), normal([256, 1216])], attrs, benchmark: true },
    {
      name: 'magnitudes',
      inputs: [uniform([17, 65], -9, -3), normal([17, 65], 1e10)],
      attrs,
      tolerance: { absolute: 1e4, relative: 1e-5, reason: 'Σ dy cancels: 1e-6 of |dy|' },
    },
  ]),
];
