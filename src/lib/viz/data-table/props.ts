// Props of DataTable: an accessible table that draws only the rows in view.
import type { FigureTable } from '../figure';

export interface DataTableProps {
  table: FigureTable;
  caption: string;
  /** On screen only; `data-value` and CSV keep every digit. */
  format?: (value: number, column: number) => string;
  /** CSS pixels before the table scrolls (default 360). */
  maxHeight?: number;
  /** Rows that carry the selection, e.g. the token chosen elsewhere. */
  selected?: number | null;
}
