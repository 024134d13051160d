// Which rows of a long table are drawn, and which columns hold numbers. Pure.
import type { FigureTable } from '../figure';

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
