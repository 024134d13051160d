/** Cases of sum-squares: one element, a scalar, a tail, many blocks, large magnitudes. */
import { defineCases, normal } from '../cases';
import { sumSquares } from '.';

const attrs = {};

export default [
  defineCases(sumSquares, [
    { name: 'one element', inputs: [normal([1])], attrs },
    { name: 'a scalar', inputs: [normal([])], attrs },
    { name: 'tail', inputs: [normal([67, 101])], attrs, receipt: true },
    { name: 'large', inputs: [normal([1216, 256])], attrs, benchmark: true },
    { name: 'magnitudes', inputs: [normal([4097], 1e15)], attrs },
  ]),
];
