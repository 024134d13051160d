import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { binValues, histogramTable, layoutHistogram } from './layout';

const one = (values: number[]) => [{ name: 'w', values }];

describe('binValues', () => {
  it('takes readable edges', () => {
    expect(binValues(one([0, 0.1, 0.5, 0.99, 1]), 4)).toEqual({
      edges: [0, 0.2, 0.4, 0.6, 0.8, 1],
      counts: [[2, 0, 1, 0, 2]],
    });
  });
  it('puts an edge into the bin that it opens, the last one into the last bin', () => {
    expect(binValues(one([0, 1, 2, 3]), 3)).toEqual({ edges: [0, 1, 2, 3], counts: [[1, 1, 2]] });
  });
  it('shares its bins among series', () => {
    const { edges, counts } = binValues([...one([0, 1]), { name: 'v', values: [2] }], 2);
    expect(edges).toEqual([0, 1, 2]);
    expect(counts).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });
  it('survives nothing, one value, and what is not finite', () => {
    expect(binValues(one([]), 10).edges).toEqual([]);
    expect(binValues(one([NaN, 3, Infinity]), 2).counts[0]?.reduce((a, b) => a + b)).toBe(1);
  });
  it('counts every finite value exactly once, whatever the values', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), fc.integer({ min: 1, max: 60 }), (values, wanted) => {
        const { edges, counts } = binValues(one(values), wanted);
        expect(counts[0]?.reduce((a, b) => a + b)).toBe(values.length);
        expect(edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number))).toBe(true);
      }),
    );
  });
});

it('the outline closes on the base line', () => {
  const bins = binValues(one([0, 1, 1, 2]), 2);
  const { outlines, box } = layoutHistogram({
    bins,
    xAxis: { label: 'w' },
    countLabel: 'count',
    logCount: false,
    width: 400,
    height: 200,
    top: 24,
  });
  const base = (box.top + box.height).toFixed(1);
  expect(outlines[0]?.startsWith(`M${box.left.toFixed(1)} ${base}V`)).toBe(true);
  expect(outlines[0]?.endsWith(`V${base}Z`)).toBe(true);
});

it('the table names its columns', () => {
  const series = one([0, 1, 2]);
  const table = histogramTable(binValues(series, 2), series, { from: 'from', to: 'to', count: 'count' });
  expect(table.columns.map(({ name }) => name)).toEqual(['from', 'to', 'count']);
  expect(table.rows).toEqual([
    [0, 1, 1],
    [1, 2, 2],
  ]);
});
