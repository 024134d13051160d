/** Cases of gather-rows and its gradient: one row, repeated rows, tails, last positions, large magnitudes. */
import { defineCases, exactly, integers, normal } from '../cases';
import { gatherRows, gatherRowsBackward } from '.';

export default [
  defineCases(gatherRows, [
    { name: 'one', inputs: [normal([1, 1]), exactly([1], [0])], attrs: {} },
    { name: 'tail', inputs: [normal([11, 67]), integers([29], 11)], attrs: {}, receipt: true },
    { name: 'last positions', inputs: [normal([2, 5, 128]), exactly([2], [4, 9])], attrs: {}, receipt: true },
    { name: 'large', inputs: [normal([1024, 128]), integers([512], 1024)], attrs: {}, benchmark: true },
    { name: 'magnitudes', inputs: [normal([9, 20], 1e30), integers([13], 9)], attrs: {} },
  ]),
  defineCases(gatherRowsBackward, [
    { name: 'one', inputs: [normal([1, 1]), exactly([1], [0])], attrs: { shape: [1, 1] } },
    {
      name: 'tail',
      inputs: [normal([29, 67]), integers([29], 11)],
      attrs: { shape: [11, 67] },
      receipt: true,
    },
    {
      name: 'last positions',
      inputs: [normal([2, 128]), exactly([2], [4, 9])],
      attrs: { shape: [2, 5, 128] },
    },
    {
      name: 'large',
      inputs: [normal([8, 128]), integers([8], 1024)],
      attrs: { shape: [1024, 128] },
      benchmark: true,
    },
    {
      name: 'magnitudes',
      inputs: [normal([13, 20], 1e20), integers([13], 9)],
      attrs: { shape: [9, 20] },
      tolerance: {
        absolute: 1e15,
        relative: 1e-5,
        reason: 'f32 sums of numbers of size 1e20 that may cancel',
      },
    },
  ]),
];
