// Props of LineChart.
import type { Axis } from '../axes/layout';
import type { ChartWords } from '../words';

export interface Series {
  name: string;
  x: ArrayLike<number>;
  /** NaN breaks the line; on a log axis values ≤ 0 do. */
  y: ArrayLike<number>;
  /** Categorical colour 0–7; default: the series' place. */
  colour?: number;
  dashed?: boolean;
  /** Thin and pale: raw values behind their moving average. */
  faint?: boolean;
  /** Draw a dot at each point (for few points). */
  dots?: boolean;
}

/** A line across the chart with a name: «loss of guessing», «resumed here». */
export interface Rule {
  axis: 'x' | 'y';
  at: number;
  label: string;
}

export interface LineChartProps {
  series: readonly Series[];
  xAxis: Axis;
  yAxis: Axis;
  /** Accessible name. */
  label: string;
  words: Pick<ChartWords, 'chartKeys' | 'noData'>;
  rules?: readonly Rule[];
  /** CSS pixels (default 260). */
  height?: number;
  /** Bindable: x value under the cursor. */
  cursor?: number | null;
  oncursor?: (x: number | null) => void;
}
