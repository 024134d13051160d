// Props of MatrixView: a small matrix or vector as numbers, with the cells that just changed marked.

export interface MatrixViewProps {
  /** Row-major, `rows × cols`. */
  values: ArrayLike<number>;
  rows: number;
  cols: number;
  /** Accessible name, and heading above the matrix. */
  label: string;
  rowLabels?: readonly string[];
  colLabels?: readonly string[];
  /** Cells this step wrote. */
  changed?: (row: number, col: number) => boolean;
  /** Cells that are being read: a categorical colour 0–7, or null. */
  highlight?: (row: number, col: number) => number | null;
  /** Cells that do not exist (masked): «—» and a hatch. */
  absent?: (row: number, col: number) => boolean;
  /** Word for an absent cell. */
  absentLabel?: string;
  /** Paint the cells on the diverging scale. */
  heat?: boolean;
  format?: (value: number) => string;
  onselect?: (row: number, col: number) => void;
}
