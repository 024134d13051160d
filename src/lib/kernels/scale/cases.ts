/** Cases of scale: one element, a tail, a factor by name, zero, a large one, large magnitudes. */
import { defineCases, normal } from '../cases';
import { scale } from '.';

export default [
  defineCases(scale, [
    { name: 'one element', inputs: [normal([1])], attrs: { factor: 3 } },
    { name: 'tail', inputs: [normal([3, 67])], attrs: { factor: -0.125 }, receipt: true },
    {
      name: 'named',
      inputs: [normal([4, 8])],
      attrs: { factor: { scalar: 's' } },
      scalars: { s: 0.3 },
      receipt: true,
    },
    { name: 'zero', inputs: [normal([12])], attrs: { factor: 0 } },
    { name: 'large', inputs: [normal([512, 300])], attrs: { factor: 1 / 3 }, benchmark: true },
    { name: 'magnitudes', inputs: [normal([129], 1e20)], attrs: { factor: 1e10 } },
  ]),
];
