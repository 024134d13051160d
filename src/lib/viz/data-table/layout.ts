// Which rows of a long table are drawn, and which columns hold numbers. Pure.
import type { FigureTable, TableCell } from '../figure';
import { formatNumber } from '../number';

export interface RowWindow {
  /** First row drawn, and one past the last. */
  start: number;
  end: number;
  /** Height of the rows left out above and below, in CSS pixels. */
  above: number;
  below: number;
}

/** Rows in view, with `spare` more on either side so that scrolling finds them drawn. */
export function rowWindow(
  count: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
  spare = 12,
): RowWindow {
  const start = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - spare));
  const end = Math.min(count, Math.max(start, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare));
  return { start, end, above: start * rowHeight, below: (count - end) * rowHeight };
}

/** A column is numeric when it says so, or when its first cell that is not empty is a number. */
export function numericColumns(table: FigureTable): boolean[] {
  return table.columns.map((column, i) => {
    if (column.numeric !== undefined) return column.numeric;
    const first = table.rows.find((row) => row[i] !== null && row[i] !== undefined);
    return typeof first?.[i] === 'number';
  });
}

/** Decimals that give a column's largest number four digits; 0 when all are integers. */
function decimalsOf(column: readonly TableCell[]): number {
  let largest = 0;
  let whole = true;
  for (const cell of column) {
    if (typeof cell !== 'number' || !Number.isFinite(cell)) continue;
    largest = Math.max(largest, Math.abs(cell));
    whole &&= Number.isInteger(cell);
  }
  return whole || largest === 0 ? 0 : Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(largest))));
}

/** Writes the numbers of each column with the same decimals, so that their points stand in line. */
export function columnFormats(table: FigureTable): ((value: number) => string)[] {
  return table.columns.map((_, i) => {
    const decimals = decimalsOf(table.rows.map((row) => row[i] ?? null));
    const least = 0.5 / 10 ** decimals;
    return (value) => {
      const plain =
        Number.isFinite(value) && Math.abs(value) < 1e7 && (value === 0 || Math.abs(value) >= least);
      return plain && decimals > 0 ? value.toFixed(decimals).replace('-', '−') : formatNumber(value);
    };
  });
}
