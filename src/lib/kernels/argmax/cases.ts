/** Cases of argmax: one element, many short rows, one long row, ties (the lowest wins), all negative. */
import { constant, defineCases, normal, uniform } from '../cases';
import { argmax } from '.';

const attrs = {};

export default [
  defineCases(argmax, [
    { name: 'one element', inputs: [normal([1])], attrs },
    { name: 'short rows', inputs: [normal([3, 23, 17])], attrs, receipt: true },
    { name: 'one long row', inputs: [normal([1, 1, 1216])], attrs, receipt: true },
    { name: 'ties, a thread a row', inputs: [constant([20, 9], 2)], attrs },
    { name: 'ties, a workgroup a row', inputs: [constant([3, 700], -1)], attrs },
    { name: 'large', inputs: [normal([512, 1216])], attrs, benchmark: true },
    { name: 'large negative', inputs: [uniform([33, 65], -3e38, -1e38)], attrs },
  ]),
];
