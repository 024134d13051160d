/** Cases of copy: one element, a tail, integers, packed halves. */
import { defineCases, halves, integers, normal } from '../cases';
import { copy } from '.';

export default [
  defineCases(copy, [
    { name: 'one element', inputs: [normal([1])], attrs: {} },
    { name: 'tail', inputs: [normal([3, 67])], attrs: {}, receipt: true },
    { name: 'integers', inputs: [integers([300], 2 ** 31)], attrs: {}, gradient: false },
    { name: 'halves', inputs: [halves([5, 7])], attrs: {}, gradient: false },
  ]),
];
