/** Cases of embedding and its gradient: one id, tails, repeated ids, unused rows, the pocket model's size. */
import { defineCases, exactly, halves, integers, normal } from '../cases';
import { embedding, embeddingBackward } from '.';

export default [
  defineCases(embedding, [
    { name: 'one', inputs: [exactly([1], [0]), normal([1, 1])], attrs: {} },
    { name: 'tail', inputs: [integers([3, 7], 11), normal([11, 67])], attrs: {}, receipt: true },
    {
      name: 'first and last row',
      inputs: [exactly([4], [0, 8, 8, 0]), normal([9, 8])],
      attrs: {},
      receipt: true,
    },
    { name: 'f16', inputs: [integers([5], 33), halves([33, 64])], attrs: {}, receipt: true },
    { name: 'f16 tail', inputs: [integers([29], 7), halves([7, 13])], attrs: {} },
    { name: 'large', inputs: [integers([2, 512], 2048), normal([2048, 128])], attrs: {}, benchmark: true },
    { name: 'large f16', inputs: [integers([1024], 2048), halves([2048, 128])], attrs: {}, benchmark: true },
    { name: 'magnitudes', inputs: [integers([40], 12), normal([12, 20], 1e20)], attrs: {} },
  ]),
  defineCases(embeddingBackward, [
    { name: 'one', inputs: [exactly([1], [0]), normal([1, 1])], attrs: { rows: 1 } },
    {
      name: 'unused rows',
      inputs: [exactly([3], [4, 1, 4]), normal([3, 6])],
      attrs: { rows: 7 },
      receipt: true,
    },
    { name: 'repeated', inputs: [integers([3, 67], 5), normal([3, 67, 13])], attrs: { rows: 5 } },
    {
      name: 'one id everywhere',
      inputs: [integers([130], 1), normal([130, 4])],
      attrs: { rows: 2 },
      receipt: true,
    },
    {
      name: 'large',
      inputs: [integers([2, 512], 2048), normal([2, 512, 128])],
      attrs: { rows: 2048 },
      benchmark: true,
    },
    {
      name: 'magnitudes',
      inputs: [integers([40], 30), normal([40, 20], 1e20)],
      attrs: { rows: 30 },
      tolerance: {
        absolute: 1e15,
        relative: 1e-5,
        reason: 'f32 sums of numbers of size 1e20 that may cancel',
      },
    },
  ]),
];
