// The lesson's claims, asserted.
import { describe, expect, it } from 'vitest';
import { firstDivergence, formatCost, normalMatrix } from './experiment';

const shape = [128, 512] as const;
const weights = normalMatrix(1, shape);
const cost = (bits: 4 | 8, group: number) => formatCost(weights, shape, { bits, group });

describe('what a format costs', () => {
  it('INT4 with groups of 32 is 0.5625 bytes a weight: half a byte and a sixteenth for the scale', () => {
    expect(cost(4, 32).bytesPerWeight).toBe(0.5625);
    expect(cost(8, 32).bytesPerWeight).toBe(1.0625);
  });
  it('smaller groups round less and weigh more', () => {
    const sizes = [16, 32, 128].map((group) => cost(4, group));
    expect(sizes[0]!.relativeError).toBeLessThan(sizes[1]!.relativeError);
    expect(sizes[1]!.relativeError).toBeLessThan(sizes[2]!.relativeError);
    expect(sizes[0]!.bytesPerWeight).toBeGreaterThan(sizes[1]!.bytesPerWeight);
  });
  it('four more bits make the rounding about sixteen times finer', () => {
    const ratio = cost(4, 32).relativeError / cost(8, 32).relativeError;
    expect(ratio).toBeGreaterThan(12);
    expect(ratio).toBeLessThan(20);
  });
});

describe('firstDivergence', () => {
  it('finds the first place that differs, also where one text is shorter', () => {
    expect(firstDivergence([1, 2, 3], [1, 2, 3])).toBeUndefined();
    expect(firstDivergence([1, 2, 3], [1, 9, 3])).toBe(1);
    expect(firstDivergence([1, 2], [1, 2, 3])).toBe(2);
  });
});
