/** Cases of sum and its gradient: one element, tails, two levels of the tree, large magnitudes. */
import { constant, defineCases, normal, type Tolerance } from '../cases';
import { sum, sumBackward } from '.';

const sums = (size: number, magnitude = 1): Tolerance => ({
  absolute: 1e-6 * magnitude * Math.sqrt(size),
  relative: 1e-5,
  reason: `an f32 sum of ${size} numbers of size ${magnitude} that may cancel`,
});

export default [
  defineCases(sum, [
    { name: 'one element', inputs: [normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67])], attrs: {}, tolerance: sums(201), receipt: true },
    { name: 'one whole run', inputs: [normal([4096])], attrs: {}, tolerance: sums(4096) },
    {
      name: 'one more than a run',
      inputs: [normal([4097])],
      attrs: {},
      tolerance: sums(4097),
      receipt: true,
    },
    { name: 'large', inputs: [normal([512, 300])], attrs: {}, tolerance: sums(153600), benchmark: true },
    // Next to a sum of 70,000 the gradient check's step drowns in f64 rounding.
    { name: 'ones', inputs: [constant([70000], 1)], attrs: {}, gradient: false },
    { name: 'magnitudes', inputs: [normal([129], 1e20)], attrs: {}, tolerance: sums(129, 1e20) },
  ]),
  defineCases(sumBackward, [
    { name: 'one element', inputs: [normal([])], attrs: { shape: [1] } },
    { name: 'tail', inputs: [normal([])], attrs: { shape: [3, 67] }, receipt: true },
    { name: 'large', inputs: [normal([])], attrs: { shape: [512, 300] } },
    { name: 'magnitudes', inputs: [normal([], 1e20)], attrs: { shape: [129] } },
  ]),
];
