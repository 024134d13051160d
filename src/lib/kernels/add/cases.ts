/** Cases of add: one element, a tail, more than 65,535 workgroups' worth of neighbours, large magnitudes. */
import { defineCases, normal } from '../cases';
import { add } from '.';

export default [
  defineCases(add, [
    { name: 'one element', inputs: [normal([1]), normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67]), normal([3, 67])], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([512, 300]), normal([512, 300])], attrs: {}, benchmark: true },
    { name: 'magnitudes', inputs: [normal([129], 1e20), normal([129], 1e20)], attrs: {} },
  ]),
];
