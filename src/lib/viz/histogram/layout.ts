// How often values fall into bins, and where the bars stand. Pure.
import { ticks } from 'd3';
import { layoutAxis, type Axis, type AxisLayout, type Box } from '../axes/layout';
import type { FigureTable } from '../figure';
import { extentOf } from '../number';
import { columnWidth } from '../token-text';
import type { HistogramSeries } from './props';

const COLUMN = 6.8;

export interface Bins {
  /** Edges, one more than bins: bin i is [edges[i], edges[i+1]), the last one closed. */
  edges: number[];
  /** Per series, one count per bin; what is not finite is counted nowhere. */
  counts: number[][];
}

/** Equal bins with readable edges over all series together. */
export function binValues(
  series: readonly HistogramSeries[],
  wanted: number,
  domain?: readonly [number, number],
): Bins {
  const extents = series.map(({ values }) => extentOf(values)).filter((extent) => extent !== null);
  const all = extentOf(extents.flat());
  if (!domain && !all) return { edges: [], counts: series.map(() => []) };
  let [low, high] = domain ?? (all as [number, number]);
  // Values that agree to six digits get one wide bin rather than edges that nobody can tell apart.
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max(1e-6 * size, 1e-30)) {
    const pad = size > 1e-30 ? size / 2 : 0.5;
    [low, high] = [low - pad, high + pad];
  }
  const marks = ticks(low, high, Math.max(1, wanted));
  const step = marks.length > 1 ? (marks[1] as number) - (marks[0] as number) : high - low;
  // Steps are counted from a whole multiple of the step: adding them up would drift.
  const first = Math.floor(low / step + 1e-9);
  const count = Math.max(1, Math.ceil(high / step - 1e-9) - first);
  const edges = Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const counts = series.map(({ values }) => {
    const bins = new Array<number>(count).fill(0);
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (!(value >= low && value <= high)) continue;
      let at = Math.min(count - 1, Math.max(0, Math.floor(value / step - first)));
      // Rounding may have put a value on an edge into the bin beside it.
      if (at > 0 && value < (edges[at] as number)) at -= 1;
      else if (at < count - 1 && value >= (edges[at + 1] as number)) at += 1;
      bins[at] = (bins[at] as number) + 1;
    }
    return bins;
  });
  return { edges, counts };
}

export interface HistogramLayout {
  box: Box;
  x: AxisLayout;
  y: AxisLayout;
  /** Per series, an SVG path around its bars. */
  outlines: string[];
}

export function layoutHistogram(input: {
  bins: Bins;
  xAxis: Omit<Axis, 'log'>;
  countLabel: string;
  logCount: boolean;
  width: number;
  height: number;
  top: number;
}): HistogramLayout {
  const { bins, xAxis, countLabel, logCount, width, height, top } = input;
  const most = Math.max(1, ...bins.counts.flat());
  const plotHeight = Math.max(40, height - top - 40);
  const domain: [number, number] = logCount ? [0.5, most] : [0, most];
  const range = [top + plotHeight, top] as const;
  const y = layoutAxis(
    { label: countLabel, log: logCount },
    domain,
    range,
    Math.floor(plotHeight / 44),
    true,
  );
  const left = Math.ceil(Math.max(3, ...y.ticks.map(({ text }) => columnWidth(text))) * COLUMN + 12);
  const box = { left, top, width: Math.max(40, width - left - 12), height: plotHeight };
  const ends: [number, number] | null =
    bins.edges.length > 1 ? [bins.edges[0] as number, bins.edges.at(-1) as number] : null;
  const x = layoutAxis(
    { ...xAxis, domain: undefined },
    ends,
    [left, left + box.width],
    Math.max(2, Math.floor(box.width / 90)),
    false,
  );
  const base = (top + plotHeight).toFixed(1);
  const outlines = bins.counts.map((counts) => {
    let path = '';
    counts.forEach((count, i) => {
      const height_ = count > 0 ? y.place(count).toFixed(1) : base;
      const from = x.place(bins.edges[i] as number).toFixed(1);
      path += `${i === 0 ? `M${from} ${base}` : ''}V${height_}H${x.place(bins.edges[i + 1] as number).toFixed(1)}`;
    });
    return path && `${path}V${base}Z`;
  });
  return { box, x, y, outlines };
}

export function histogramTable(
  bins: Bins,
  series: readonly HistogramSeries[],
  names: { from: string; to: string; count: string; unit?: string },
): FigureTable {
  return {
    columns: [
      { name: names.from, unit: names.unit, numeric: true },
      { name: names.to, unit: names.unit, numeric: true },
      ...series.map(({ name }) => ({
        name: series.length > 1 ? `${name}: ${names.count}` : names.count,
        numeric: true,
      })),
    ],
    rows: bins.edges
      .slice(1)
      .map((to, i) => [bins.edges[i] as number, to, ...bins.counts.map((counts) => counts[i] as number)]),
  };
}
