import { describe, expect, it } from 'vitest';
import { barShare, barTable, fullLength } from './layout';

const bars = [
  { key: 1, label: '·garden', value: 0.6, delta: -0.1 },
  { key: 2, label: '·box', value: 0.15 },
];

describe('bars', () => {
  it('fill up to the largest, or to what was given', () => {
    expect(fullLength(bars, undefined)).toBe(0.6);
    expect(fullLength(bars, 1)).toBe(1);
    expect(fullLength([], undefined)).toBe(1);
  });
  it('stay within the row', () => {
    expect([0.15, 0.6, 2, -1, NaN].map((value) => barShare(value, 0.6))).toEqual([0.25, 1, 1, 0, 0]);
  });
  it('make a table with a change only where there is one', () => {
    const names = { item: 'token', value: 'p', change: 'Δ' };
    expect(barTable(bars, names).rows).toEqual([
      ['·garden', 0.6, -0.1],
      ['·box', 0.15, null],
    ]);
    expect(barTable(bars.slice(1), names).columns.map(({ name }) => name)).toEqual(['token', 'p']);
  });
});
