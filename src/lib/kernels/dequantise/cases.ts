/** Cases of dequantise: each storage; size one, tails of rows and groups, a large one, large scales. */
import { defineCases, halves, packed } from '../cases';
import { dequantise } from '.';

const EXACT = { absolute: 0, relative: 0 };
const integers = ['int8', 'int4'] as const;

export default [
  defineCases(dequantise, [
    { name: 'f16 one', inputs: [halves([1, 1])], attrs: {}, tolerance: EXACT },
    { name: 'f16 tail', inputs: [halves([13, 27])], attrs: {}, tolerance: EXACT, receipt: true },
    { name: 'f16 subnormals', inputs: [halves([8, 64], 1e-6)], attrs: {}, tolerance: EXACT },
    { name: 'f16 large', inputs: [halves([2048, 128])], attrs: {}, tolerance: EXACT, benchmark: true },
    { name: 'f16 magnitudes', inputs: [halves([9, 20], 20000)], attrs: {}, tolerance: EXACT },
    ...integers.flatMap((dtype) => [
      { name: `${dtype} one`, inputs: [packed(dtype, [1, 1]), halves([1, 1])], attrs: {}, tolerance: EXACT },
      {
        name: `${dtype} tails`,
        inputs: [packed(dtype, [13, 77]), halves([13, 3])],
        attrs: { group: 32 },
        tolerance: EXACT,
        receipt: true,
      },
      {
        name: `${dtype} one scale a row`,
        inputs: [packed(dtype, [5, 30]), halves([5, 1])],
        attrs: {},
        tolerance: EXACT,
      },
      {
        name: `${dtype} large`,
        inputs: [packed(dtype, [352, 128]), halves([352, 4])],
        attrs: { group: 32 },
        tolerance: EXACT,
        benchmark: true,
      },
      {
        name: `${dtype} magnitudes`,
        inputs: [packed(dtype, [9, 20]), halves([9, 1], 20000)],
        attrs: {},
        tolerance: EXACT,
      },
    ]),
  ]),
];
