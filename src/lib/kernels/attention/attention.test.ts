/** What attention means, on numbers that can be checked by hand: cases compare kernels with the reference only. */
import { expect, it } from 'vitest';
import { attentionForward, attentionProbs, type AttentionSettings } from './reference';

const base: AttentionSettings = {
  heads: 1,
  kvHeads: 1,
  headDim: 4,
  causal: true,
  batch: 1,
  queryRows: 4,
  keyRows: 4,
  position: 0,
};
const zeros = (length: number) => new Float64Array(length);

it('averages what it sees when all scores are equal', () => {
  const v = Float64Array.from([1, 3, 8, 16].flatMap((value) => [value, 0, 0, -value]));
  const run = (settings: AttentionSettings) => {
    const y = zeros(16);
    attentionForward(zeros(16), zeros(16), v, y, undefined, settings);
    return [0, 4, 8, 12].map((i) => y[i]);
  };
  expect(run(base)).toEqual([1, 2, 4, 7]);
  expect(run({ ...base, window: 2 })).toEqual([1, 2, 5.5, 12]);
  expect(run({ ...base, causal: false })).toEqual([7, 7, 7, 7]);
});

it('scales by 1/√D and takes the softmax of q · k', () => {
  const q = Float64Array.from([2, 0, 0, 0]);
  const k = Float64Array.from([0, 9, 9, 9, Math.log(3), 9, 9, 9]);
  const probs = zeros(2);
  attentionProbs(q, k, probs, { ...base, queryRows: 1, keyRows: 2, position: 1 });
  expect(probs[0]).toBeCloseTo(0.25, 12);
  expect(probs[1]).toBeCloseTo(0.75, 12);
});

it('gives neighbouring query heads the same key head', () => {
  const v = Float64Array.from([10, 20].flatMap((value) => [value, 0, 0, 0]));
  const y = zeros(16);
  const settings = { ...base, heads: 4, kvHeads: 2, queryRows: 1, keyRows: 1 };
  attentionForward(zeros(16), zeros(8), v, y, undefined, settings);
  expect([0, 4, 8, 12].map((i) => y[i])).toEqual([10, 10, 20, 20]);
});

it('keeps what is hidden at exactly 0 and rows at a sum of 1', () => {
  const q = Float64Array.from({ length: 16 }, (_, i) => Math.sin(i) * 2);
  const probs = zeros(16);
  attentionProbs(q, q, probs, base);
  for (let row = 0; row < 4; row++) {
    const cells = [...probs.subarray(row * 4, row * 4 + 4)];
    expect(cells.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    cells.forEach((cell, key) => expect(cell === 0).toBe(key > row));
  }
});
