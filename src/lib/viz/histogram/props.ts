// Props of Histogram: how often values fall into equal bins; several series share the bins.
import type { Axis } from '../axes/layout';
import type { ChartWords } from '../words';

export interface HistogramSeries {
  name: string;
  values: ArrayLike<number>;
  colour?: number;
}

export interface HistogramProps {
  series: readonly HistogramSeries[];
  xAxis: Omit<Axis, 'log'>;
  label: string;
  words: ChartWords;
  /** Number of bins wanted; rounded to readable edges (default 40). */
  bins?: number;
  logCount?: boolean;
  height?: number;
}
