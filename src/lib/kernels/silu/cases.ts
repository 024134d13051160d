/** Cases of silu and its gradient: one element, a tail, a large one, arguments whose exponential overflows. */
import { defineCases, normal, uniform } from '../cases';
import { silu, siluBackward } from '.';

export default [
  defineCases(silu, [
    { name: 'one element', inputs: [normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67], 3)], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([512, 300])], attrs: {}, benchmark: true },
    { name: 'overflowing exponentials', inputs: [uniform([128], -1000, 1000)], attrs: {}, receipt: true },
    {
      name: 'magnitudes',
      inputs: [normal([129], 1e20)],
      attrs: {},
      gradient: false /* kinks at 0, seen from 1e20 */,
    },
  ]),
  defineCases(siluBackward, [
    { name: 'one element', inputs: [normal([1]), normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67], 3), normal([3, 67])], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([512, 300]), normal([512, 300])], attrs: {}, benchmark: true },
    { name: 'overflowing exponentials', inputs: [uniform([128], -1000, 1000), normal([128])], attrs: {} },
    { name: 'magnitudes', inputs: [normal([129], 1e20), normal([129], 1e10)], attrs: {} },
  ]),
];
