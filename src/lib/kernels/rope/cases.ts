/** Cases of rope: one pair, both shapes, tails, far positions (where f32 angles fail), turning back. */
import { defineCases, normal } from '../cases';
import { rope } from '.';

const theta = 10000;
const far = { absolute: 2e-5, relative: 1e-5, reason: 'rounding of the fine part grows with the position' };

export default [
  defineCases(rope, [
    { name: 'one pair', inputs: [normal([1, 1, 2])], attrs: { headDim: 2, theta, position: 1 } },
    { name: 'heads apart', inputs: [normal([2, 7, 3, 10])], attrs: { headDim: 10, theta }, receipt: true },
    {
      name: 'heads in a row, from a position',
      inputs: [normal([2, 9, 48])],
      attrs: { headDim: 16, theta, position: { scalar: 'position' } },
      scalars: { position: 61 },
      receipt: true,
    },
    { name: 'turning back', inputs: [normal([1, 33, 2, 32])], attrs: { headDim: 32, theta, inverse: true } },
    {
      name: 'far positions',
      inputs: [normal([1, 70, 2, 64])],
      attrs: { headDim: 64, theta, position: 8000 },
      tolerance: far,
    },
    { name: 'large', inputs: [normal([8, 256, 128])], attrs: { headDim: 32, theta }, benchmark: true },
    {
      name: 'magnitudes',
      inputs: [normal([1, 5, 8], 1e12)],
      attrs: { headDim: 4, theta: 500000, position: 3 },
      tolerance: { absolute: 1e6, relative: 1e-5, reason: 'cancellation in a·cos − b·sin: 1e-6 of |x|' },
    },
  ]),
];
