// A heat map as a table: one line per row, one column per column; absent cells are empty, never 0.
import type { FigureTable, TableCell } from '../figure';

/** Repeated labels («the … the») are told apart by their position. */
const numbered = (labels: readonly string[]): string[] => labels.map((label, i) => `${i} ${label}`);

export function heatmapTable(
  values: ArrayLike<number>,
  mask: Uint8Array | null,
  rows: readonly string[],
  cols: readonly string[],
  rowAxis: string,
): FigureTable {
  const names = numbered(rows);
  return {
    columns: [{ name: rowAxis }, ...numbered(cols).map((name) => ({ name, numeric: true }))],
    rows: names.map((name, row) => [
      name,
      ...cols.map((_, col): TableCell => {
        const i = row * cols.length + col;
        return mask?.[i] ? null : (values[i] as number);
      }),
    ]),
  };
}
