/** Cases of clip-factor: one sum, seven and fifteen (more than a dispatch takes), small norms, zero, large ones. */
import { constant, defineCases, uniform } from '../cases';
import { clipFactor } from '.';

const sums = (count: number, high: number) => Array.from({ length: count }, () => uniform([], 0, high));

export default [
  defineCases(clipFactor, [
    { name: 'one sum', inputs: sums(1, 20), attrs: { maxNorm: 1 } },
    { name: 'seven sums', inputs: sums(7, 5), attrs: { maxNorm: 1 }, receipt: true },
    {
      name: 'fifteen sums, within the norm',
      inputs: sums(15, 0.01),
      attrs: { maxNorm: { scalar: 'maxNorm' } },
      scalars: { maxNorm: 1 },
    },
    { name: 'zero', inputs: [constant([], 0), constant([], 0)], attrs: { maxNorm: 1 } },
    { name: 'large', inputs: sums(48, 1), attrs: { maxNorm: 0.5 } },
    { name: 'magnitudes', inputs: sums(6, 1e30), attrs: { maxNorm: 1 } },
  ]),
];
