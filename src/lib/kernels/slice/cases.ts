/** Cases of slice and its gradient: one element, whole, tails, the parts of a fused qkv, large magnitudes. */
import { defineCases, normal } from '../cases';
import { slice, sliceBackward } from '.';

export default [
  defineCases(slice, [
    { name: 'one element', inputs: [normal([1])], attrs: { start: 0, length: 1 } },
    { name: 'whole', inputs: [normal([3, 8])], attrs: { start: 0, length: 8 } },
    { name: 'tail', inputs: [normal([2, 5, 67])], attrs: { start: 13, length: 29 }, receipt: true },
    { name: 'queries', inputs: [normal([7, 256])], attrs: { start: 0, length: 128 }, receipt: true },
    { name: 'values', inputs: [normal([1024, 256])], attrs: { start: 192, length: 64 }, benchmark: true },
    { name: 'magnitudes', inputs: [normal([11, 21], 1e30)], attrs: { start: 20, length: 1 } },
  ]),
  defineCases(sliceBackward, [
    { name: 'one element', inputs: [normal([1])], attrs: { start: 0, width: 1 } },
    { name: 'whole', inputs: [normal([3, 8])], attrs: { start: 0, width: 8 } },
    { name: 'tail', inputs: [normal([2, 5, 29])], attrs: { start: 13, width: 67 }, receipt: true },
    { name: 'values', inputs: [normal([1024, 64])], attrs: { start: 192, width: 256 }, benchmark: true },
    { name: 'magnitudes', inputs: [normal([11, 1], 1e30)], attrs: { start: 20, width: 21 } },
  ]),
];
