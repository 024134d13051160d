/** Cases of multiply: one element, a tail, a large one, large magnitudes. */
import { defineCases, normal } from '../cases';
import { multiply } from '.';

export default [
  defineCases(multiply, [
    { name: 'one element', inputs: [normal([1]), normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67]), normal([3, 67])], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([512, 300]), normal([512, 300])], attrs: {}, benchmark: true },
    { name: 'magnitudes', inputs: [normal([129], 1e15), normal([129], 1e15)], attrs: {} },
  ]),
];
