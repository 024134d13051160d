// Props of Heatmap (one map with labels, legend and cursor) and HeatmapGrid (many small maps on one canvas).
import type { ScaleKind } from '../colour';
import type { HeatmapWords } from '../words';

export type Pooling = 'max' | 'mean';

export interface HeatmapCell {
  row: number;
  col: number;
  /** The number that was drawn; NaN in an absent cell. */
  value: number;
  absent: boolean;
}

export interface HeatmapProps {
  /** Row-major, `rows.length × cols.length`. */
  values: Float32Array | readonly number[];
  /** Labels, already readable (see `visibleText`); their number is the number of rows and columns. */
  rows: readonly string[];
  cols: readonly string[];
  /** Accessible name. */
  label: string;
  /** What a row, a column and a value are: «query», «key», «weight». */
  rowAxis: string;
  colAxis: string;
  valueName: string;
  words: HeatmapWords;
  /** Cells that do not exist (causal mask): hatched, never coloured. */
  absent?: (row: number, col: number) => boolean;
  scale?: ScaleKind;
  /** Values of the ends of the colour scale; default from the data (0 included, symmetric when diverging). */
  domain?: readonly [number, number];
  format?: (value: number) => string;
  /** Largest side of a cell in CSS pixels (default 36). */
  maxCell?: number;
  /** How cells smaller than a pixel are drawn (default `max` by magnitude). */
  pooling?: Pooling;
  /** Bindable: the chosen cell. */
  selected?: { row: number; col: number } | null;
  onselect?: (cell: HeatmapCell) => void;
  /** The cell under pointer or cursor; null when it leaves. */
  onhover?: (cell: HeatmapCell | null) => void;
}

export interface HeatmapGridProps {
  /** One matrix per map, each `size.rows × size.cols`, row-major. Order: grid rows first. */
  maps: readonly (Float32Array | readonly number[])[];
  size: { rows: number; cols: number };
  /** Grid: e.g. one row per layer, one column per head. */
  gridRows: readonly string[];
  gridCols: readonly string[];
  label: string;
  rowAxis: string;
  colAxis: string;
  words: Pick<HeatmapWords, 'heatmapKeys'>;
  absent?: (row: number, col: number) => boolean;
  scale?: ScaleKind;
  domain?: readonly [number, number];
  /** Largest side of one map in CSS pixels (default 96). */
  maxMap?: number;
  /** Bindable: the chosen map. */
  selected?: { row: number; col: number } | null;
  onselect?: (map: { row: number; col: number; index: number }) => void;
}
