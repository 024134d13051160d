/** Cases of concat: one part, one element each, tails, a fused qkv, a large one, large magnitudes. */
import { defineCases, normal } from '../cases';
import { concat } from '.';

export default [
  defineCases(concat, [
    { name: 'one part', inputs: [normal([3, 5])], attrs: {} },
    { name: 'one element each', inputs: [normal([1]), normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([2, 5, 13]), normal([2, 5, 67])], attrs: {}, receipt: true },
    { name: 'qkv', inputs: [normal([7, 128]), normal([7, 64]), normal([7, 64])], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([1024, 128]), normal([1024, 64])], attrs: {}, benchmark: true },
    { name: 'magnitudes', inputs: [normal([11, 20], 1e30), normal([11, 1], 1e30)], attrs: {} },
  ]),
];
