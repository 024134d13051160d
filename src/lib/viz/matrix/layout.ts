// What a cell of a small matrix says and looks like. Pure.
import { colourAt, cssColour, inkOn } from '../colour';
import type { FigureTable } from '../figure';
import { extentOf } from '../number';

/** Reach of the diverging scale: the largest magnitude, never 0. */
export function reachOf(values: ArrayLike<number>): number {
  const extent = extentOf(values);
  return extent ? Math.max(Math.abs(extent[0]), Math.abs(extent[1])) || 1 : 1;
}

/** Background and the ink that reads on it. */
export function heatColours(
  value: number,
  reach: number,
  dark: boolean,
): { paper: string; ink: string } | null {
  if (!Number.isFinite(value)) return null;
  const colour = colourAt('diverging', dark, 0.5 + value / (2 * reach));
  return { paper: cssColour(colour), ink: inkOn(colour) };
}

export function matrixTable(
  values: ArrayLike<number>,
  rows: number,
  cols: number,
  names: { rows?: readonly string[]; cols?: readonly string[]; corner: string },
  absent?: (row: number, col: number) => boolean,
): FigureTable {
  return {
    columns: [
      { name: names.corner, numeric: false },
      ...Array.from({ length: cols }, (_, col) => ({
        name: names.cols?.[col] ?? String(col),
        numeric: true,
      })),
    ],
    rows: Array.from({ length: rows }, (_, row) => [
      names.rows?.[row] ?? String(row),
      ...Array.from({ length: cols }, (_, col) =>
        absent?.(row, col) ? null : (values[row * cols + col] as number),
      ),
    ]),
  };
}
