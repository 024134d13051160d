// Lengths of bars, and the table behind them. Pure.
import type { FigureTable } from '../figure';
import type { Bar } from './props';

/** Full length: what was given, else the largest value; never 0. */
export function fullLength(bars: readonly Bar[], max: number | undefined): number {
  const largest = bars.reduce((most, bar) => Math.max(most, bar.value), 0);
  return max ?? (largest || 1);
}

/** Share of the full length in [0, 1]; what is no number has none. */
export const barShare = (value: number, full: number): number =>
  Number.isFinite(value) ? Math.min(1, Math.max(0, value / full)) : 0;

export function barTable(
  bars: readonly Bar[],
  names: { item: string; value: string; change: string; unit?: string },
): FigureTable {
  const withDelta = bars.some((bar) => bar.delta !== undefined);
  return {
    columns: [
      { name: names.item, numeric: false },
      { name: names.value, unit: names.unit, numeric: true },
      ...(withDelta ? [{ name: names.change, unit: names.unit, numeric: true }] : []),
    ],
    rows: bars.map((bar) => [bar.label, bar.value, ...(withDelta ? [bar.delta ?? null] : [])]),
  };
}
