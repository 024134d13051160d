import { describe, expect, it } from 'vitest';
import { columnFormats, numericColumns, rowWindow } from './layout';

describe('rowWindow', () => {
  it('draws all of a short table', () =>
    expect(rowWindow(5, 28, 0, 400)).toEqual({ start: 0, end: 5, above: 0, below: 0 }));
  it('draws what is in view and a few more', () => {
    expect(rowWindow(10_000, 20, 2000, 400, 10)).toEqual({
      start: 90,
      end: 130,
      above: 1800,
      below: 197_400,
    });
  });
  it('always accounts for the height of every row', () => {
    for (const scrollTop of [0, 777, 5000, 199_600, 999_999]) {
      const { start, end, above, below } = rowWindow(10_000, 20, scrollTop, 400);
      expect(above + (end - start) * 20 + below).toBe(200_000);
    }
  });
  it('survives an empty table', () =>
    expect(rowWindow(0, 20, 50, 400)).toEqual({ start: 0, end: 0, above: 0, below: 0 }));
});

it('numericColumns looks at the first cell that is there', () => {
  const columns = [{ name: 'a' }, { name: 'b' }, { name: 'c', numeric: true }, { name: 'd' }];
  expect(
    numericColumns({
      columns,
      rows: [
        ['x', null, null, null],
        ['y', 1, null, null],
      ],
    }),
  ).toEqual([false, true, true, false]);
});

describe('columnFormats', () => {
  const formatted = (column: number[]): string[] => {
    const [format] = columnFormats({ columns: [{ name: 'a' }], rows: column.map((value) => [value]) });
    return column.map((value) => format?.(value) ?? '');
  };
  it('gives a column the same decimals', () => {
    expect(formatted([1, 0.0503, 0.5])).toEqual(['1.000', '0.050', '0.500']);
    expect(formatted([0.25, -0.0625])).toEqual(['0.2500', '−0.0625']);
    expect(formatted([123.456, 2])).toEqual(['123.5', '2.0']);
  });
  it('leaves integers whole', () => expect(formatted([1, 20, 12345])).toEqual(['1', '20', '12\u202f345']));
  it('never shows a number as zero that is not', () =>
    expect(formatted([0.5, 1e-9, 0])).toEqual(['0.5000', '10⁻⁹', '0.0000']));
});
