// The lesson's claims, asserted: by hand, and against the op's own reference.
import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/base/random';
import { attentionProbs } from '$lib/kernels/attention/reference';
import {
  cellArithmetic,
  entropyOf,
  evenShare,
  faultsOf,
  headMap,
  headName,
  headScores,
  kvHeadOf,
  largestProducts,
  likeliest,
  lookBack,
  rowSums,
  strongestKey,
} from './experiment';

describe('one cell, worked by hand', () => {
  // Two query heads share one key head; D = 4, so √D = 2. Query 1 of head 1: (1, 2, 0, −1).
  const shape = { heads: 2, kvHeads: 1, headDim: 4 };
  const q = Float32Array.of(...[9, 9, 9, 9, 9, 9, 9, 9], ...[9, 9, 9, 9, 1, 2, 0, -1]);
  const k = Float32Array.of(...[2, 1, 5, 0], ...[0, 1, 0, 2]);

  it('q·k = 1·2 + 2·1 + 0·5 − 1·0 = 4, ÷ 2 = 2; the other score is (2 − 2) ÷ 2 = 0', () => {
    const cell = cellArithmetic(q, k, shape, { head: 1, row: 1, col: 0 });
    expect([...cell.products]).toEqual([2, 2, 0, -0]);
    expect(cell.dot).toBe(4);
    expect(cell.scaled).toBe(2);
    expect([...cell.row.scores]).toEqual([2, 0]);
    expect(cell.kvHead).toBe(0);
  });
  it('softmax of (2, 0): e⁰ ÷ (e⁰ + e⁻²) = 0.8808', () => {
    const cell = cellArithmetic(q, k, shape, { head: 1, row: 1, col: 0 });
    expect([cell.max, cell.exp]).toEqual([2, 1]);
    expect(cell.sum).toBeCloseTo(1.135335283, 9);
    expect(cell.prob).toBeCloseTo(0.880797078, 9);
    expect(cellArithmetic(q, k, shape, { head: 1, row: 1, col: 1 }).prob).toBeCloseTo(0.119202922, 9);
  });
  it('a key in the future has a score that the mask takes away', () => {
    const cell = cellArithmetic(q, k, shape, { head: 0, row: 0, col: 1 });
    expect(cell.dot).toBe(27);
    expect(cell).toMatchObject({ masked: true, exp: 0, prob: 0 });
    expect([...cell.row.weights]).toEqual([1]);
  });
  it('largest products by size, sign aside', () => {
    expect(largestProducts([0.5, -3, 2, 0], 2)).toEqual([1, 2]);
  });
});

describe('the same numbers as the op’s reference', () => {
  it('every cell of grouped heads, and the rows add up to 1', () => {
    const shape = { heads: 4, kvHeads: 2, headDim: 8 };
    const length = 7;
    const random = createRandom(3);
    const draw = (size: number) => Float32Array.from({ length: size }, () => random.normal());
    const q = draw(length * 32);
    const k = draw(length * 16);
    const probs = new Float32Array(4 * length * length);
    const settings = { ...shape, batch: 1, queryRows: length, keyRows: length, causal: true, position: 0 };
    attentionProbs(q, k, probs, settings);
    for (let head = 0; head < 4; head++) {
      const map = headMap(probs, head, length);
      expect(faultsOf(map, length).sum).toBeLessThan(1e-6);
      expect(faultsOf(map, length).future).toBe(0);
      for (let row = 0; row < length; row++)
        for (let col = 0; col < length; col++)
          expect(cellArithmetic(q, k, shape, { head, row, col }).prob).toBeCloseTo(
            map[row * length + col]!,
            6,
          );
    }
  });
  it('query heads 0 and 1 read KV head 0, 2 and 3 read 1', () => {
    expect([0, 1, 2, 3].map((head) => kvHeadOf(head, { heads: 4, kvHeads: 2 }))).toEqual([0, 0, 1, 1]);
    expect([0, 5, 11].map((head) => kvHeadOf(head, { heads: 12, kvHeads: 4 }))).toEqual([0, 1, 3]);
  });
});

/** A map of 4 tokens that always looks one back, but for a tenth on the first. */
const MAP = Float32Array.of(...[1, 0, 0, 0], ...[1, 0, 0, 0], ...[0.1, 0.9, 0, 0], ...[0.1, 0, 0.9, 0]);

describe('measures of a map', () => {
  it('row sums count visible keys only, and faults are seen', () => {
    expect(rowSums(MAP, 4).map((sum) => +sum.toFixed(6))).toEqual([1, 1, 1, 1]);
    const spoiled = MAP.slice();
    spoiled[1] = 0.25; // row 0 looks at the future
    spoiled[12] = 0; // row 3 loses a tenth
    expect(faultsOf(spoiled, 4).future).toBe(0.25);
    expect(faultsOf(spoiled, 4).sum).toBeCloseTo(0.1, 6);
  });
  it('entropy: ln 4 when even, 0 when certain', () => {
    expect(entropyOf([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(1.386294, 6);
    expect(entropyOf([1, 0, 0])).toBe(0);
  });
  it('scores from row 2 on: previous 0.9, first 0.1, self 0', () => {
    const scores = headScores(MAP, [7, 8, 9, 8]);
    const of = (name: string) => scores.find((score) => score.name === name)!;
    expect(of('previous').value).toBeCloseTo(0.9, 6);
    expect(of('first').value).toBeCloseTo(0.1, 6);
    expect(of('self')).toMatchObject({ value: 0, rows: 2 });
    // Token 3 repeats token 1: duplicate reads cell (3, 1), induction what followed it, cell (3, 2).
    expect(of('duplicate')).toMatchObject({ value: 0, rows: 1 });
    expect(of('induction').value).toBeCloseTo(0.9, 6);
    expect(headScores(MAP, [7, 8, 9, 6]).find(({ name }) => name === 'induction')).toMatchObject({ rows: 0 });
  });
  it('a head is named only when a score is at least one half, over three rows or more', () => {
    const score = (value: number, rows: number) => [{ name: 'previous' as const, value, rows }];
    expect(headName(score(0.49, 20))).toBeUndefined();
    expect(headName(score(0.9, 2))).toBeUndefined();
    expect(headName(score(0.5, 3))?.name).toBe('previous');
  });
  it('even share, strongest key, looking back', () => {
    expect(evenShare(4)).toBeCloseTo((1 / 3 + 1 / 4) / 2, 9);
    expect([0, 1, 2, 3].map((row) => strongestKey(MAP, 4, row))).toEqual([0, 0, 1, 2]);
    expect(lookBack(MAP, 4)).toBeCloseTo(0.9, 6);
  });
});

describe('likeliest', () => {
  it('softmax of one row of logits, best first', () => {
    const logits = Float32Array.of(...[9, 9, 9, 9], ...[0, Math.log(2), Math.log(4), 0]);
    const best = likeliest(logits, 1, 4, 3);
    expect(best.map(({ id }) => id)).toEqual([2, 1, 0]);
    expect(best.map(({ probability }) => +probability.toFixed(6))).toEqual([0.5, 0.25, 0.125]);
  });
});
