/** Cases of cast-f16: one element, padded rows, ties, subnormals, overflow, a large one. Words must be equal. */
import { defineCases, normal, type CaseInput } from '../cases';
import { castF16 } from '.';

const given = (shape: number[], values: number[]): CaseInput => ({
  spec: { dtype: 'f32', shape },
  fill: () => Float32Array.from(values),
});
/** Between 1 and 1 + 2⁻¹⁰ and their neighbours: half-way down, half-way up, and just beside. */
const TIES = [
  1 + 2 ** -11,
  1 + 3 * 2 ** -11,
  1 + 2 ** -11 + 2 ** -23,
  1 + 2 ** -11 - 2 ** -23,
  -1 - 2 ** -11,
];
const EDGES = [65504, 65519.996, 65520, -65520, 1e30, 2 ** -14, 2 ** -14 - 2 ** -26, 2 ** -24, -(2 ** -25)];
const TINY = [2 ** -25 + 2 ** -40, 1.5 * 2 ** -24, 2.5 * 2 ** -24, 1e-30, 0, -0, 2047.5, 2049, 2051];

const EXACT = { absolute: 0, relative: 0 };

export default [
  defineCases(castF16, [
    { name: 'one element', inputs: [given([1, 1], [1.5])], attrs: {}, tolerance: EXACT },
    { name: 'padded rows', inputs: [normal([7, 5])], attrs: {}, tolerance: EXACT, receipt: true },
    { name: 'ties', inputs: [given([1, 5], TIES)], attrs: {}, tolerance: EXACT, receipt: true },
    { name: 'edges', inputs: [given([3, 3], EDGES)], attrs: {}, tolerance: EXACT, receipt: true },
    { name: 'tiny', inputs: [given([3, 3], TINY)], attrs: {}, tolerance: EXACT },
    { name: 'subnormals', inputs: [normal([33, 64], 1e-5)], attrs: {}, tolerance: EXACT },
    { name: 'large', inputs: [normal([512, 128])], attrs: {}, tolerance: EXACT, benchmark: true },
    { name: 'magnitudes', inputs: [normal([9, 20], 1e5)], attrs: {}, tolerance: EXACT },
  ]),
];
