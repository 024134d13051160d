// A line chart's arithmetic: scales, paths (thinned to what a screen can show), names, the point under a cursor. Pure.
import { layoutAxis, type Axis, type AxisLayout, type Box } from '../axes/layout';
import type { FigureTable, TableCell } from '../figure';
import { columnWidth, truncate } from '../token-text';
import type { Rule, Series } from './props';

/** CSS pixels of a column of the 11–12 px label faces. */
const COLUMN = 6.8;
const BOTTOM = 40;
const TOP = 24;
const NAME_STEP = 15;

export interface SeriesName {
  series: number;
  text: string;
  x: number;
  y: number;
}

export interface LineChartLayout {
  box: Box;
  x: AxisLayout;
  y: AxisLayout;
  /** One SVG path a series. */
  paths: string[];
  /** Names beside the lines' ends, or in rows above the plot where it is narrow. */
  names: SeriesName[];
  rules: { axis: 'x' | 'y'; at: number; label: string }[];
}

const drawable = (value: number, log: boolean): boolean => Number.isFinite(value) && (!log || value > 0);

/** Extent over all series of what can be drawn. */
export function extentOfSeries(
  series: readonly Series[],
  axis: 'x' | 'y',
  log: boolean,
): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { [axis]: values } of series)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (!drawable(value, log)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : null;
}

/** Of the points that share a pixel column: the indices of the first, lowest, highest and last. */
interface Column {
  pixel: number;
  first: number;
  low: number;
  high: number;
  last: number;
}

/**
 * SVG path of a series. Where several points share a pixel column only its first, lowest, highest and last are kept,
 * in their order: the drawn line covers the same pixels.
 */
export function linePath(series: Series, x: AxisLayout, y: AxisLayout, log: boolean): string {
  const valueAt = (i: number): number => series.y[i] as number;
  const placeAt = (i: number): number => x.place(series.x[i] as number);
  let path = '';
  let pen = false;
  let column = null as Column | null;
  const flush = (full: Column | null): void => {
    if (!full) return;
    for (const i of [...new Set([full.first, full.low, full.high, full.last])].sort(
      (one, other) => one - other,
    )) {
      path += `${pen ? 'L' : 'M'}${placeAt(i).toFixed(1)} ${y.place(valueAt(i)).toFixed(1)}`;
      pen = true;
    }
  };
  for (let i = 0; i < Math.min(series.x.length, series.y.length); i++) {
    const value = valueAt(i);
    const pixel = drawable(value, log) ? Math.floor(placeAt(i)) : NaN;
    const open = column;
    if (open !== null && open.pixel === pixel) {
      open.last = i;
      if (value < valueAt(open.low)) open.low = i;
      if (value > valueAt(open.high)) open.high = i;
      continue;
    }
    flush(open);
    column = Number.isNaN(pixel) ? null : { pixel, first: i, low: i, high: i, last: i };
    if (column === null) pen = false;
  }
  flush(column);
  return path;
}

/** Pushes labels apart until neighbours are `step` apart, inside [low, high]. */
export function spread(at: readonly number[], step: number, low: number, high: number): number[] {
  const order = at.map((_, i) => i).sort((a, b) => (at[a] as number) - (at[b] as number));
  const placed = [...at];
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(placed[i] as number, floor);
    floor = (placed[i] as number) + step;
  }
  let ceiling = high;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] as number, ceiling);
    ceiling = (placed[i] as number) - step;
  }
  return placed;
}

function lastPoint(series: Series, x: AxisLayout, y: AxisLayout, log: boolean): [number, number] | null {
  for (let i = Math.min(series.x.length, series.y.length) - 1; i >= 0; i--)
    if (drawable(series.y[i] as number, log))
      return [x.place(series.x[i] as number), y.place(series.y[i] as number)];
  return null;
}

/** Rows of names above a narrow plot. */
function nameRows(series: readonly Series[], width: number): SeriesName[] {
  let [x, y] = [0, TOP + 4];
  return series.map(({ name }, i) => {
    const text = truncate(name, Math.floor((width - 20) / COLUMN));
    const wide = columnWidth(text) * COLUMN + 34;
    if (x > 0 && x + wide - 12 > width) [x, y] = [0, y + NAME_STEP];
    const placed = { series: i, text, x: x + 16, y };
    x += wide;
    return placed;
  });
}

export function layoutLineChart(input: {
  series: readonly Series[];
  xAxis: Axis;
  yAxis: Axis;
  rules: readonly Rule[];
  width: number;
  height: number;
}): LineChartLayout {
  const { series, xAxis, yAxis, rules, width, height } = input;
  const log = yAxis.log === true;
  const several = series.length > 1;
  const beside = several && width >= 480;
  const nameColumns = Math.min(20, Math.max(0, ...series.map(({ name }) => columnWidth(name))));
  const above = several && !beside ? nameRows(series, width) : [];
  const top = above.length > 0 ? (above.at(-1) as SeriesName).y + 14 : TOP;
  const plotHeight = Math.max(40, height - top - BOTTOM);
  const yRoom = Math.max(2, Math.floor(plotHeight / 44));
  const ys = extentOfSeries(series, 'y', log);
  const y = layoutAxis(yAxis, ys, [top + plotHeight, top], yRoom, true);
  const left = Math.ceil(Math.max(3, ...y.ticks.map(({ text }) => columnWidth(text))) * COLUMN + 12);
  const plotWidth = Math.max(40, width - left - (beside ? nameColumns * COLUMN + 14 : 12));
  const box = { left, top, width: plotWidth, height: plotHeight };
  const xs = extentOfSeries(series, 'x', xAxis.log === true);
  const x = layoutAxis(xAxis, xs, [left, left + plotWidth], Math.max(2, Math.floor(plotWidth / 90)), false);
  return {
    box,
    x,
    y,
    paths: series.map((one) => linePath(one, x, y, log)),
    names: beside ? namesBeside(series, x, y, log, box) : above,
    rules: rules
      .map((rule) => ({ ...rule, at: (rule.axis === 'x' ? x : y).place(rule.at) }))
      .filter(within(box)),
  };
}

const within =
  (box: Box) =>
  ({ axis, at }: { axis: 'x' | 'y'; at: number }): boolean =>
    axis === 'x' ? at >= box.left && at <= box.left + box.width : at >= box.top && at <= box.top + box.height;

function namesBeside(
  series: readonly Series[],
  x: AxisLayout,
  y: AxisLayout,
  log: boolean,
  box: Box,
): SeriesName[] {
  const ends = series.map((one) => lastPoint(one, x, y, log)?.[1] ?? box.top);
  const placed = spread(ends, NAME_STEP, box.top, box.top + box.height);
  return series.map(({ name }, i) => ({
    series: i,
    text: truncate(name, 20),
    x: box.left + box.width + 10,
    y: placed[i] as number,
  }));
}

/** Index of the value nearest to `x` in an ascending array; −1 when it is empty. */
export function nearestIndex(values: ArrayLike<number>, x: number): number {
  let [low, high] = [0, values.length - 1];
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= x) low = middle;
    else high = middle;
  }
  return x - (values[low] as number) <= (values[high] as number) - x ? low : high;
}

/** Where a key moves a cursor over an ascending array of x; null when the key is not the chart's. */
export function moveAlong(key: string, values: ArrayLike<number>, at: number | null): number | null {
  const last = values.length - 1;
  if (last < 0) return null;
  const stride = Math.max(1, Math.round(values.length / 200));
  const from = at === null ? last : nearestIndex(values, at);
  const move: Record<string, number> = {
    ArrowLeft: from - stride,
    ArrowRight: from + stride,
    PageUp: from - 10 * stride,
    PageDown: from + 10 * stride,
    Home: 0,
    End: last,
  };
  const to = move[key];
  return to === undefined ? null : (values[Math.min(last, Math.max(0, to))] as number);
}

/** x in the first column, one column a series; a series without a value at an x leaves its cell empty. */
export function lineTable(series: readonly Series[], xAxis: Axis, yAxis: Axis): FigureTable {
  const rows = new Map<number, TableCell[]>();
  series.forEach((one, column) => {
    for (let i = 0; i < Math.min(one.x.length, one.y.length); i++) {
      const x = one.x[i] as number;
      let row = rows.get(x);
      if (!row) rows.set(x, (row = [x, ...series.map(() => null)]));
      row[column + 1] = one.y[i] as number;
    }
  });
  return {
    columns: [
      { name: xAxis.label, unit: xAxis.unit, numeric: true },
      ...series.map(({ name }) => ({ name, unit: yAxis.unit, numeric: true })),
    ],
    rows: [...rows.values()].sort((a, b) => (a[0] as number) - (b[0] as number)),
  };
}
