import { describe, expect, it } from 'vitest';
import { layoutAxis } from '../axes/layout';
import {
  extentOfSeries,
  layoutLineChart,
  linePath,
  lineTable,
  moveAlong,
  nearestIndex,
  spread,
} from './layout';

const unit = (range: [number, number]) => layoutAxis({ label: '', domain: [0, 10] }, null, range, 5, false);
const [x, y] = [unit([0, 100]), unit([100, 0])];

describe('linePath', () => {
  it('draws each point of a short series', () => {
    expect(linePath({ name: '', x: [0, 5, 10], y: [0, 10, 5] }, x, y, false)).toBe(
      'M0.0 100.0L50.0 0.0L100.0 50.0',
    );
  });
  it('breaks at NaN, and at what a log axis cannot show', () => {
    expect(linePath({ name: '', x: [0, 1, 2, 3], y: [1, NaN, 1, 2] }, x, y, false)).toBe(
      'M0.0 90.0M20.0 90.0L30.0 80.0',
    );
    const log = layoutAxis({ label: '', log: true, domain: [1, 100] }, null, [100, 0], 5, false);
    expect(linePath({ name: '', x: [0, 1, 2], y: [1, 0, 100] }, x, log, true)).toBe('M0.0 100.0M20.0 0.0');
  });
  it('keeps the extremes of every pixel column of a long series', () => {
    const n = 50_000;
    const xs = Float64Array.from({ length: n }, (_, i) => (10 * i) / n);
    const ys = Float64Array.from({ length: n }, (_, i) => 5 + 2 * Math.sin(i * 1.7));
    ys[25_003] = 9.9;
    ys[25_007] = 0.1;
    const path = linePath({ name: '', x: xs, y: ys }, x, y, false);
    const points = path
      .slice(1)
      .split(/[ML]/)
      .map((point) => point.split(' ').map(Number) as [number, number]);
    expect(points.length).toBeLessThanOrEqual(101 * 4);
    const inColumn = points.filter(([px]) => Math.floor(px) === 50).map(([, py]) => py);
    expect(Math.min(...inColumn)).toBeCloseTo(1, 0);
    expect(Math.max(...inColumn)).toBeCloseTo(99, 0);
  });
});

describe('spread', () => {
  it('leaves distant labels alone', () => expect(spread([10, 50, 90], 15, 0, 100)).toEqual([10, 50, 90]));
  it('pushes close ones apart and keeps their order', () => {
    const placed = spread([52, 50, 51], 15, 0, 100);
    expect([...placed].sort((a, b) => a - b)).toEqual([50, 65, 80]);
    expect(placed[1]).toBeLessThan(placed[2] as number);
    expect(placed[2]).toBeLessThan(placed[0] as number);
  });
  it('stays inside', () => expect(spread([99, 100], 15, 0, 100)).toEqual([85, 100]));
});

describe('nearestIndex', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [1.4, 1],
    [1.6, 2],
    [99, 3],
  ])('%d → %d', (at, index) => expect(nearestIndex([0, 1, 2, 10], at)).toBe(index));
  it('says when there is nothing', () => expect(nearestIndex([], 1)).toBe(-1));
});

describe('moveAlong', () => {
  it('goes from point to point and stops at the ends', () => {
    expect(moveAlong('ArrowRight', [0, 2, 7], 2)).toBe(7);
    expect(moveAlong('ArrowRight', [0, 2, 7], 7)).toBe(7);
    expect(moveAlong('Home', [0, 2, 7], 7)).toBe(0);
    expect(moveAlong('x', [0, 2, 7], 7)).toBeNull();
    expect(moveAlong('ArrowLeft', [], null)).toBeNull();
  });
});

describe('layoutLineChart', () => {
  const series = [
    { name: 'train', x: [0, 1, 2], y: [3, 2, 1] },
    { name: 'valid', x: [0, 2], y: [3.2, 1.1] },
  ];
  const input = {
    series,
    xAxis: { label: 'step' },
    yAxis: { label: 'loss' },
    rules: [],
    width: 700,
    height: 260,
  };
  it('keeps everything inside the picture', () => {
    for (const width of [320, 480, 700]) {
      const { box, names } = layoutLineChart({ ...input, width });
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      expect(box.top + box.height).toBeLessThanOrEqual(260);
      expect(names.map(({ text }) => text)).toEqual(['train', 'valid']);
      if (width < 480) for (const name of names) expect(name.y).toBeLessThan(box.top);
      else for (const name of names) expect(name.x).toBeGreaterThan(box.left + box.width);
    }
  });
  it('drops rules outside the plot', () => {
    const rules = [
      { axis: 'y', at: 2, label: 'inside' },
      { axis: 'x', at: 99, label: 'outside' },
    ] as const;
    expect(layoutLineChart({ ...input, rules }).rules.map(({ label }) => label)).toEqual(['inside']);
  });
  it('survives no data at all', () => {
    const { paths, x: xLayout } = layoutLineChart({ ...input, series: [] });
    expect(paths).toEqual([]);
    expect(xLayout.domain).toEqual([0, 1]);
  });
});

it('extentOfSeries ignores what cannot be drawn', () => {
  const series = [{ name: '', x: [0, 1, 2], y: [-1, NaN, 5] }];
  expect(extentOfSeries(series, 'y', false)).toEqual([-1, 5]);
  expect(extentOfSeries(series, 'y', true)).toEqual([5, 5]);
});

it('the table joins series on x and leaves gaps empty', () => {
  const table = lineTable(
    [
      { name: 'a', x: [0, 1], y: [5, 6] },
      { name: 'b', x: [1, 0.5], y: [7, 8] },
    ],
    { label: 'step' },
    { label: 'loss', unit: 'nats' },
  );
  expect(table.columns[1]).toEqual({ name: 'a', unit: 'nats', numeric: true });
  expect(table.rows).toEqual([
    [0, 5, null],
    [0.5, null, 8],
    [1, 6, 7],
  ]);
});
