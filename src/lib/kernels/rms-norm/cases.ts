/** Cases of rms-norm: one element, a row a thread and a row a workgroup, tails, large magnitudes, zero rows. */
import { constant, defineCases, normal, uniform } from '../cases';
import { rmsNorm, rmsNormBackward } from '.';

const attrs = { eps: 1e-5 };
const weights = (columns: number) => uniform([columns], 0.5, 1.5);
/** dweight adds thousands of terms in f32. */
const summed = { absolute: 5e-5, relative: 2e-5, reason: 'dweight adds up to 4096 rounded products' };

export default [
  defineCases(rmsNorm, [
    { name: 'one element', inputs: [normal([1]), weights(1)], attrs },
    { name: 'short rows', inputs: [normal([5, 13, 24]), weights(24)], attrs, receipt: true },
    { name: 'one row', inputs: [normal([1, 1, 300]), weights(300)], attrs, receipt: true },
    { name: 'wide rows', inputs: [normal([19, 515]), weights(515)], attrs },
    { name: 'large', inputs: [normal([8, 128, 256]), weights(256)], attrs, benchmark: true },
    { name: 'magnitudes', inputs: [normal([33, 65], 1e8), weights(65)], attrs },
    { name: 'zeros', inputs: [constant([3, 8], 0), weights(8)], attrs, gradient: false },
  ]),
  defineCases(rmsNormBackward, [
    { name: 'one element', inputs: [normal([1]), weights(1), normal([1])], attrs },
    {
      name: 'short rows',
      inputs: [normal([5, 13, 24]), weights(24), normal([5, 13, 24])],
      attrs,
      tolerance: summed,
      receipt: true,
    },
    {
      name: 'one row',
      inputs: [normal([1, 1, 300]), weights(300), normal([1, 1, 300])],
      attrs,
      tolerance: summed,
    },
    {
      name: 'wide rows',
      inputs: [normal([70, 515]), weights(515), normal([70, 515])],
      attrs,
      tolerance: summed,
    },
    {
      name: 'large',
      inputs: [normal([8, 128, 256]), weights(256), normal([8, 128, 256])],
      attrs,
      tolerance: summed,
      benchmark: true,
    },
    {
      name: 'magnitudes',
      inputs: [normal([33, 65], 1e8), weights(65), normal([33, 65])],
      attrs,
      tolerance: summed,
    },
  ]),
];
