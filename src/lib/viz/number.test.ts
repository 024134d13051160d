import { describe, expect, it } from 'vitest';
import { extentOf, formatDelta, formatNumber } from './number';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.213449, '0.2134'],
    [-1.5, '−1.5'],
    [1234, '1234'],
    [12345, '12\u202f345'],
    [1234.56, '1235'],
    [0.00012345, '0.0001234'],
    [3.2e-7, '3.2×10⁻⁷'],
    [1e8, '10⁸'],
    [-2.5e12, '−2.5×10¹²'],
    [Infinity, '∞'],
    [NaN, 'NaN'],
  ])('%d → %s', (value, shown) => expect(formatNumber(value)).toBe(shown));
  it('keeps all digits of an integer below ten million', () =>
    expect(formatNumber(1234567)).toBe('1\u202f234\u202f567'));
});

it('formatDelta carries the sign', () => {
  expect([0.25, -3, 0].map((x) => formatDelta(x))).toEqual(['+0.25', '−3', '0']);
});

it('extentOf skips what is not finite', () => {
  expect(extentOf([3, NaN, -1, Infinity])).toEqual([-1, 3]);
  expect(extentOf([NaN])).toBeNull();
  expect(extentOf([])).toBeNull();
});
