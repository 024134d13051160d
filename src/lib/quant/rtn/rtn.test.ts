// Error bounds, tails, zeros, huge and tiny values, packing, and what quantising twice does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf as tensorBytes } from '../../base/dtype';
import { fromHalf, halfAt, int4At, int8At } from '../../base/half';
import { createRandom } from '../../base/random';
import { bytesOf, dequantise, errorOf, type QuantBits } from '../quantised';
import { quantiseRtn } from '.';

const normals = (count: number, seed = 1, spread = 1) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal() * spread);
};

const matrices = fc
  .record({
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 1, max: 70 }),
    group: fc.integer({ min: 1, max: 40 }),
    bits: fc.constantFrom<QuantBits>(4, 8),
    exponent: fc.integer({ min: -30, max: 15 }),
  })
  .chain((sizes) => {
    const length = sizes.rows * sizes.columns;
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    return fc
      .array(value, { minLength: length, maxLength: length })
      .map((list) => ({ ...sizes, weights: Float32Array.from(list, (x) => x * 2 ** sizes.exponent) }));
  });

describe('quantiseRtn', () => {
  it('keeps every weight within half a scale (one scale where int4 clips), at any size', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, group, bits, weights }) => {
        const matrix = quantiseRtn(weights, [rows, columns], { bits, group });
        const values = dequantise(matrix);
        const scaleWidth = Math.ceil(Math.ceil(columns / group) / 2);
        const wordWidth = Math.ceil((columns * bits) / 32);
        weights.forEach((weight, i) => {
          const [r, c] = [Math.floor(i / columns), i % columns];
          const scale = halfAt(matrix.scales, r * scaleWidth, Math.floor(c / group));
          const code = (bits === 4 ? int4At : int8At)(matrix.words, r * wordWidth, c);
          const bound = bits === 4 && code === 7 ? 1.01 : 0.5000001;
          expect(Math.abs(weight - values[i]!)).toBeLessThanOrEqual(Math.abs(scale) * bound);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('packs codes and scales where the readers of base/half.ts look for them', () => {
    const weights = Float32Array.from([-8, 7, 3, 0, 1, 2, -4, 5, 6, /* second group */ 16, -2]);
    const { words, scales } = quantiseRtn(weights, [1, 11], { bits: 4, group: 9 });
    expect(words.length).toBe(2);
    expect([halfAt(scales, 0, 0), halfAt(scales, 0, 1)]).toEqual([1, -2]);
    const codes = weights.map((_, c) => int4At(words, 0, c));
    expect([...codes]).toEqual([-8, 7, 3, 0, 1, 2, -4, 5, 6, -8, 1]);
    const wide = quantiseRtn(Float32Array.from([127, -3, 64, 1, -127]), [1, 5], { bits: 8, group: 5 });
    expect([0, 1, 2, 3, 4].map((c) => int8At(wide.words, 0, c))).toEqual([127, -3, 64, 1, -127]);
    expect(fromHalf(wide.scales[0]!)).toBe(1);
  });

  it('rounds ties to even', () => {
    const { words } = quantiseRtn(Float32Array.from([-8, 0.5, 1.5, 2.5, -0.5, -1.5]), [1, 6], {
      bits: 4,
      group: 6,
    });
    expect([1, 2, 3, 4, 5].map((c) => int4At(words, 0, c))).toEqual([0, 2, 2, 0, -2]);
  });

  it('takes 0.5625 bytes a weight at int4 in groups of 32, and 1.0625 at int8', () => {
    const weights = normals(96 * 128);
    const four = quantiseRtn(weights, [96, 128], { bits: 4, group: 32 });
    expect(bytesOf(four)).toEqual({ codes: 6144, scales: 768, total: 6912, perWeight: 0.5625 });
    expect(bytesOf(quantiseRtn(weights, [96, 128], { bits: 8, group: 32 })).perWeight).toBe(1.0625);
    expect(bytesOf(four).codes).toBe(tensorBytes({ dtype: 'int4', shape: [96, 128] }));
    expect(bytesOf(four).scales).toBe(tensorBytes({ dtype: 'f16', shape: [96, 4] }));
  });

  it('handles a tail group: its scale is its own', () => {
    const weights = Float32Array.from({ length: 35 }, (_, i) => (i < 32 ? 100 : 0.001 * (i - 31)));
    const { max } = errorOf(weights.slice(32), {
      ...quantiseRtn(weights.slice(32), [1, 3], { bits: 4, group: 32 }),
    });
    const tail = dequantise(quantiseRtn(weights, [1, 35], { bits: 4, group: 32 })).subarray(32);
    expect(Math.max(...tail.map((value, i) => Math.abs(value - weights[32 + i]!)))).toBeCloseTo(max, 12);
    expect(max).toBeLessThan(0.0002);
  });

  it('gives zeros for zeros, without a scale', () => {
    const matrix = quantiseRtn(new Float32Array(64), [2, 32], { bits: 4, group: 32 });
    expect(matrix.words.every((word) => word === 0) && matrix.scales.every((word) => word === 0)).toBe(true);
    expect(errorOf(new Float32Array(64), matrix)).toEqual({ max: 0, rmse: 0, relative: 0 });
    expect(quantiseRtn(new Float32Array(0), [0, 32], { bits: 4, group: 32 }).words.length).toBe(0);
  });

  it('handles the largest f16 weights and refuses what no f16 scale can reach', () => {
    const large = Float32Array.from([65504, -65504, 1]);
    for (const bits of [4, 8] as const)
      expect(dequantise(quantiseRtn(large, [1, 3], { bits, group: 3 }))[0]).toBeCloseTo(65504, -2);
    const huge = Float32Array.from([1e9]);
    expect(() => quantiseRtn(huge, [1, 1], { bits: 8, group: 1 })).toThrow('too large');
    for (const bad of [NaN, Infinity])
      expect(() => quantiseRtn(Float32Array.from([1, bad]), [1, 2], { bits: 4, group: 2 })).toThrow(
        'weight 1 must',
      );
    expect(() => quantiseRtn(large, [2, 2], { bits: 4, group: 2 })).toThrow('2 × 2');
    expect(() => quantiseRtn(large, [1, 3], { bits: 4, group: 0 })).toThrow('group');
  });

  it('changes nothing the second time', () => {
    for (const bits of [4, 8] as const)
      for (const group of [7, 32, 128]) {
        const once = quantiseRtn(normals(5 * 130, 3, 0.05), [5, 130], { bits, group });
        const twice = quantiseRtn(dequantise(once), [5, 130], { bits, group });
        expect(dequantise(twice)).toEqual(dequantise(once));
        expect(twice.scales).toEqual(once.scales);
      }
  });

  it('is as good as its docstring says, and better with finer groups and more bits', () => {
    const weights = normals(32 * 4096, 7);
    const relative = (bits: QuantBits, group: number) =>
      errorOf(weights, quantiseRtn(weights, [32, 4096], { bits, group })).relative;
    expect(relative(4, 32)).toBeGreaterThan(0.083);
    expect(relative(4, 32)).toBeLessThan(0.0862);
    expect(relative(4, 128)).toBeGreaterThan(relative(4, 32) * 1.1);
    expect(relative(8, 32)).toBeLessThan(relative(4, 32) / 12);
  });
});
