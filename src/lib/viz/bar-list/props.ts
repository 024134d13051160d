// Props of BarList: ranked horizontal bars, e.g. next-token probabilities or pair counts.
import type { BarListWords } from '../words';

export interface Bar {
  /** Stable identity: bars with the same key move instead of being redrawn. */
  key: string | number;
  label: string;
  value: number;
  /** Change against an earlier or another run, shown with its sign. */
  delta?: number;
  highlight?: boolean;
  /** Categorical colour 0–7; default the accent. */
  colour?: number;
  /** Full text on hover, e.g. id and bytes. */
  title?: string;
}

export interface BarListProps {
  bars: readonly Bar[];
  label: string;
  words: BarListWords;
  /** Full length of a bar; default the largest value. */
  max?: number;
  format?: (value: number) => string;
  unit?: string;
  /** Labels in the mono face (tokens). */
  mono?: boolean;
  /** With a handler every bar is a button. */
  onselect?: (bar: Bar, index: number) => void;
  selected?: string | number | null;
}
