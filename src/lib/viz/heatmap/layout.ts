// A heat map's arithmetic: where cells and labels stand, what colour a number has, where the cursor goes. Pure.
import { LUT_SIZE, type ScaleKind } from '../colour';
import { columnWidth, truncate } from '../token-text';
import type { HeatmapCell, Pooling } from './props';

/** CSS pixels of one column of the label face (11 px mono). */
const COLUMN = 6.7;
const LABEL_COLUMNS = 14;
/** Length of the legend's scale. */
export const LEGEND = 150;
/** Least distance of neighbouring labels: upright rows, and columns turned by 45°. */
const ROW_STEP = 13;
const COL_STEP = 18;

export interface Label {
  index: number;
  text: string;
  full: string;
  /** Middle of its row or column, from the edge of the cells. */
  at: number;
}

export interface HeatmapLayout {
  /** Origin of the cells. */
  left: number;
  top: number;
  /** Side of a cell in CSS pixels; below 1 / devicePixelRatio the cells are pooled. */
  cell: number;
  gap: number;
  plotWidth: number;
  plotHeight: number;
  /** Pixels to pool into, or null when every cell has one. */
  pooled: { rows: number; cols: number } | null;
  rowLabels: Label[];
  colLabels: Label[];
  /** The legend's hatch has no room beside the scale. */
  hatchBelow: boolean;
}

function labels(texts: readonly string[], cell: number, step: number): Label[] {
  const stride = Math.max(1, Math.ceil(step / cell));
  const shown: Label[] = [];
  for (let index = 0; index < texts.length; index += stride) {
    const full = texts[index] as string;
    shown.push({ index, full, text: truncate(full, LABEL_COLUMNS), at: (index + 0.5) * cell });
  }
  return shown;
}

const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, Math.min(LABEL_COLUMNS, columnWidth(text))), 0);

const gutter = (rows: readonly string[], corner: readonly string[]): number =>
  Math.max(widest(rows), ...corner.map(columnWidth)) * COLUMN + 10;

/** Places everything for a given width. */
export function layoutHeatmap(input: {
  rows: readonly string[];
  cols: readonly string[];
  corner: readonly [string, string];
  /** Name of the hatch in the legend; null when every cell exists. */
  absent: string | null;
  width: number;
  maxCell: number;
  pixelRatio: number;
}): HeatmapLayout {
  const { rows, cols, corner, absent, width, maxCell, pixelRatio } = input;
  const left = Math.ceil(Math.min(gutter(rows, corner), width * 0.4));
  // The last rotated labels reach beyond their columns.
  const overhang = Math.min(0.25 * width, Math.SQRT1_2 * widest(cols.slice(-2)) * COLUMN);
  const room = Math.max(16, width - left - overhang - 1);
  const fitting = Math.floor((room * pixelRatio) / Math.max(1, cols.length));
  const devicePixels = Math.min(fitting, Math.round(maxCell * pixelRatio));
  const cell = devicePixels >= 1 ? devicePixels / pixelRatio : room / cols.length;
  const top = Math.ceil(Math.max(34, Math.sin(Math.PI / 4) * (widest(cols) * COLUMN + 8) + 8));
  const [plotWidth, plotHeight] = [cell * cols.length, cell * rows.length];
  const pixels = (length: number): number => Math.max(1, Math.round(length * pixelRatio));
  return {
    left,
    top,
    cell,
    gap: cell >= 12 ? 1 : 0,
    plotWidth,
    plotHeight,
    pooled: devicePixels >= 1 ? null : { rows: pixels(plotHeight), cols: pixels(plotWidth) },
    rowLabels: labels(rows, cell, ROW_STEP),
    colLabels: labels(cols, cell, COL_STEP),
    hatchBelow: absent !== null && left + LEGEND + 38 + columnWidth(absent) * 7 > width,
  };
}

/** 1 where a cell does not exist; null when all do. */
export function absentMask(
  rows: number,
  cols: number,
  absent: ((row: number, col: number) => boolean) | undefined,
): Uint8Array | null {
  if (!absent) return null;
  const mask = new Uint8Array(rows * cols);
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) if (absent(row, col)) mask[row * cols + col] = 1;
  return mask;
}

/** Ends of the colour scale from the cells that exist: 0 is always inside; symmetric when diverging. */
export function colourDomain(
  values: ArrayLike<number>,
  mask: Uint8Array | null,
  kind: ScaleKind,
): [number, number] {
  let low = 0;
  let high = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (mask?.[i] || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (kind === 'diverging') {
    const reach = Math.max(-low, high) || 1;
    return [-reach, reach];
  }
  return low === high ? [0, 1] : [low, high];
}

/** Writes one opaque pixel per cell that exists; absent cells, and numbers that are not finite, stay transparent. */
export function paintCells(
  pixels: Uint32Array,
  values: ArrayLike<number>,
  mask: Uint8Array | null,
  lut: Uint32Array,
  [low, high]: readonly [number, number],
): void {
  const scale = (LUT_SIZE - 1) / (high - low || 1);
  const last = LUT_SIZE - 1;
  for (let i = 0; i < pixels.length; i++) {
    if (mask !== null && mask[i] === 1) {
      pixels[i] = 0;
      continue;
    }
    const place = ((values[i] as number) - low) * scale + 0.5;
    // NaN fails every comparison and falls through to transparent.
    pixels[i] =
      place >= last
        ? (lut[last] as number)
        : place > 0
          ? (lut[place | 0] as number)
          : place <= 0
            ? (lut[0] as number)
            : 0;
  }
}

/** Fewer, larger cells: the largest by magnitude or the mean of those that exist. */
export function poolCells(
  values: ArrayLike<number>,
  mask: Uint8Array | null,
  from: { rows: number; cols: number },
  to: { rows: number; cols: number },
  pooling: Pooling,
): { values: Float32Array; mask: Uint8Array } {
  const pooled = new Float32Array(to.rows * to.cols);
  const counts = new Uint32Array(to.rows * to.cols);
  const across = Uint32Array.from({ length: from.cols }, (_, col) => Math.floor((col * to.cols) / from.cols));
  for (let row = 0; row < from.rows; row++) {
    const line = Math.floor((row * to.rows) / from.rows) * to.cols;
    for (let col = 0; col < from.cols; col++) {
      const i = row * from.cols + col;
      const value = values[i] as number;
      if (mask?.[i] || !Number.isFinite(value)) continue;
      const target = line + (across[col] as number);
      const before = pooled[target] as number;
      const count = (counts[target] = (counts[target] as number) + 1);
      if (pooling === 'mean') pooled[target] = before + (value - before) / count;
      else if (count === 1 || Math.abs(value) > Math.abs(before)) pooled[target] = value;
    }
  }
  return { values: pooled, mask: Uint8Array.from(counts, (count) => (count === 0 ? 1 : 0)) };
}

export interface Place {
  row: number;
  col: number;
}

/** Cell under a point measured from the origin of the cells, or null outside. */
export function cellAt(x: number, y: number, cell: number, rows: number, cols: number): Place | null {
  const [row, col] = [Math.floor(y / cell), Math.floor(x / cell)];
  return row >= 0 && row < rows && col >= 0 && col < cols ? { row, col } : null;
}

/** What a reader is told of a cell; `value` is NaN where there is none. */
export function readCell(
  values: ArrayLike<number>,
  mask: Uint8Array | null,
  cols: number,
  at: Place,
): HeatmapCell {
  const i = at.row * cols + at.col;
  const absent = mask?.[i] === 1;
  return { row: at.row, col: at.col, value: absent ? NaN : (values[i] as number), absent };
}

/** Where a key moves the cursor; null when the key is not the map's. */
export function moveCursor(
  key: string,
  control: boolean,
  at: Place,
  rows: number,
  cols: number,
): Place | null {
  const clampRow = (row: number): number => Math.min(rows - 1, Math.max(0, row));
  const clampCol = (col: number): number => Math.min(cols - 1, Math.max(0, col));
  switch (key) {
    case 'ArrowLeft':
      return { row: at.row, col: clampCol(at.col - 1) };
    case 'ArrowRight':
      return { row: at.row, col: clampCol(at.col + 1) };
    case 'ArrowUp':
      return { row: clampRow(at.row - 1), col: at.col };
    case 'ArrowDown':
      return { row: clampRow(at.row + 1), col: at.col };
    case 'PageUp':
      return { row: clampRow(at.row - 10), col: at.col };
    case 'PageDown':
      return { row: clampRow(at.row + 10), col: at.col };
    case 'Home':
      return { row: control ? 0 : at.row, col: 0 };
    case 'End':
      return { row: control ? rows - 1 : at.row, col: cols - 1 };
    default:
      return null;
  }
}
