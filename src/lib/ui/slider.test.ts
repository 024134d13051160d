import { describe, expect, it } from 'vitest';
import { positionOf, sliderRange, valueAt } from './slider';

describe('a linear slider', () => {
  const scale = { min: 1, max: 12, step: 1 };
  it('is the range input itself', () => {
    expect(sliderRange(scale)).toEqual({ min: 1, max: 12, step: 1 });
    expect([positionOf(scale, 5), valueAt(scale, 5)]).toEqual([5, 5]);
  });
});

describe('a slider over a list', () => {
  const scale = { min: 0, max: 0, step: 1, values: [32, 64, 128, 256] };
  it('has one position an entry', () => {
    expect(sliderRange(scale)).toEqual({ min: 0, max: 3, step: 1 });
    expect([0, 1, 2, 3].map((at) => valueAt(scale, at))).toEqual([32, 64, 128, 256]);
  });
  it('takes the nearest entry of a foreign value', () => expect(positionOf(scale, 100)).toBe(2));
});

describe('a log slider', () => {
  const scale = { min: 1e-5, max: 1e-1, step: 1, log: true };
  it('has exact ends and equal ratios', () => {
    expect([valueAt(scale, 0), valueAt(scale, 200)]).toEqual([1e-5, 1e-1]);
    expect([valueAt(scale, 50), valueAt(scale, 100), valueAt(scale, 150)]).toEqual([1e-4, 1e-3, 1e-2]);
  });
  it('finds its values again', () => {
    for (let at = 0; at <= 200; at += 5) expect(positionOf(scale, valueAt(scale, at))).toBeCloseTo(at, -0.5);
  });
});
