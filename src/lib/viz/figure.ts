// What every figure promises besides its picture: a table of exactly the numbers drawn, and a standalone SVG.
// A figure inside a FigureFrame registers itself there, so a lab passes the data once.
import { getContext, onMount, setContext } from 'svelte';

export type TableCell = number | string | null;

export interface TableColumn {
  name: string;
  /** Shown after the name, in brackets: `ms`, `nats`. */
  unit?: string;
  /** Right-aligned, tabular figures. Default: decided by the first row that is not empty. */
  numeric?: boolean;
}

export interface FigureTable {
  columns: TableColumn[];
  rows: TableCell[][];
}

/** The contract of a figure with its frame. */
export interface Figure {
  title: string;
  /** One computed sentence: what the figure shows, in numbers. Caption and accessible description. */
  summary: string;
  /** The numbers drawn. Called only when the table, or the CSV, is asked for. */
  toTable?: () => FigureTable;
  /** A standalone SVG document of what is on screen, or null while there is none. PNG is made from it. */
  toSvg?: () => string | null;
}

/** What a figure tells the frame around it. */
export type FigureSource = Required<Pick<Figure, 'toTable'>> & Pick<Figure, 'toSvg'>;

type Register = (source: FigureSource) => () => void;
const KEY = Symbol('figure-frame');

/** Called by a frame while it is set up. */
export const provideFigureFrame = (register: Register): unknown => setContext(KEY, register);

/** Called by a figure while it is set up; outside a frame it does nothing. */
export function registerFigure(source: FigureSource): void {
  const register = getContext<Register | undefined>(KEY);
  onMount(() => register?.(source));
}
