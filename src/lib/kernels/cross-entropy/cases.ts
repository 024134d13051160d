/** Cases of cross-entropy: one logit, short and long rows, ignored rows, a target out of range, large logits. */
import { constant, defineCases, exactly, integers, normal, uniform, type CaseInput } from '../cases';
import { crossEntropy, crossEntropyBackward } from '.';

/** Weights of which about every third is 0: ignored. */
const someIgnored = (rows: number): CaseInput => ({
  spec: { dtype: 'f32', shape: [rows] },
  fill: (random) =>
    Float32Array.from({ length: rows }, () => (random.int(3) === 0 ? 0 : 0.5 + random.next())),
});

const differentiate = [0];
const attrs = {};
/** Only differences of logits matter, and an f32 near 1e4 ends at 1e-3. */
const large = { absolute: 2e-3, relative: 1e-5, reason: 'logits near 1e4 are f32 numbers 1e-3 apart' };

export default [
  defineCases(crossEntropy, [
    {
      name: 'one logit',
      inputs: [normal([1, 1]), exactly([1], [0]), constant([1], 1)],
      attrs,
      differentiate,
    },
    {
      name: 'short rows',
      inputs: [normal([33, 67], 2), integers([33], 67), someIgnored(33)],
      attrs,
      differentiate,
      receipt: true,
    },
    {
      name: 'long rows, a batch',
      inputs: [normal([2, 5, 1000], 3), integers([2, 5], 1000), uniform([2, 5], 0, 4)],
      attrs,
      differentiate,
      receipt: true,
    },
    {
      name: 'all ignored, a target out of range',
      inputs: [normal([3, 8]), exactly([3], [1, 900, 7]), constant([3], 0)],
      attrs,
      differentiate,
    },
    {
      name: 'large',
      inputs: [normal([256, 1216], 2), integers([256], 1216), someIgnored(256)],
      attrs,
      differentiate,
      benchmark: true,
    },
    {
      name: 'magnitudes',
      inputs: [normal([5, 300], 1e4), integers([5], 300), uniform([5], 0.5, 1)],
      attrs,
      differentiate,
      tolerance: large,
    },
  ]),
  defineCases(crossEntropyBackward, [
    {
      name: 'one logit',
      inputs: [normal([1, 1]), exactly([1], [0]), constant([1], 1), normal([1]), constant([], 1)],
      attrs,
    },
    {
      name: 'tail',
      inputs: [normal([33, 67]), integers([33], 67), someIgnored(33), uniform([33], 4, 6), normal([])],
      attrs,
      receipt: true,
    },
    {
      name: 'all ignored',
      inputs: [normal([3, 8]), integers([3], 8), constant([3], 0), uniform([3], 2, 3), constant([], 1)],
      attrs,
    },
    {
      name: 'large',
      inputs: [
        normal([256, 1216]),
        integers([256], 1216),
        someIgnored(256),
        uniform([256], 7, 8),
        constant([], 1),
      ],
      attrs,
      benchmark: true,
    },
  ]),
];
