import { describe, expect, it } from 'vitest';
import { colourAt, LUT_SIZE, lookUpTable } from '../colour';
import {
  absentMask,
  cellAt,
  colourDomain,
  layoutHeatmap,
  moveCursor,
  paintCells,
  poolCells,
  readCell,
} from './layout';
import { heatmapTable } from './table';

const causal = (row: number, col: number): boolean => col > row;
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `t${i}`);

describe('layoutHeatmap', () => {
  const corner = ['query ↓', 'key →'] as const;
  it('gives cells a whole number of device pixels', () => {
    for (const pixelRatio of [1, 1.5, 2, 3]) {
      const { cell, left, plotWidth } = layoutHeatmap({
        rows: names(37),
        cols: names(37),
        corner,
        absent: null,
        width: 611,
        maxCell: 36,
        pixelRatio,
      });
      expect((cell * pixelRatio) % 1).toBeCloseTo(0, 9);
      expect(left + plotWidth).toBeLessThanOrEqual(611);
    }
  });
  it('never exceeds the largest cell', () => {
    const layout = layoutHeatmap({
      rows: names(2),
      cols: names(2),
      corner,
      absent: null,
      width: 900,
      maxCell: 36,
      pixelRatio: 2,
    });
    expect(layout.cell).toBe(36);
    expect(layout.gap).toBe(1);
  });
  it('leaves labels out before they touch, and cuts long ones', () => {
    const long = names(200).map((name) => `${name}-a-rather-long-token`);
    const { rowLabels, cell } = layoutHeatmap({
      rows: long,
      cols: long,
      corner,
      absent: null,
      width: 700,
      maxCell: 36,
      pixelRatio: 1,
    });
    expect(rowLabels[1]?.index).toBe(Math.ceil(13 / cell));
    expect(rowLabels[0]?.text).toBe('t0-a-rather-l…');
    expect(rowLabels[0]?.full).toBe(long[0]);
  });
  it('pools when a cell would be smaller than a device pixel', () => {
    const layout = layoutHeatmap({
      rows: names(2000),
      cols: names(2000),
      corner,
      absent: null,
      width: 700,
      maxCell: 36,
      pixelRatio: 2,
    });
    expect(layout.pooled?.cols).toBe(Math.round(layout.plotWidth * 2));
    expect(layout.pooled?.cols).toBeLessThan(2000);
  });
});

describe('colourDomain', () => {
  const mask = absentMask(2, 2, causal);
  it('skips absent cells and keeps 0', () =>
    expect(colourDomain([0.5, 99, 0.2, 0.8], mask, 'sequential')).toEqual([0, 0.8]));
  it('is symmetric when diverging', () => expect(colourDomain([-1, 3], null, 'diverging')).toEqual([-3, 3]));
  it('is never empty', () => {
    expect(colourDomain([0, 0], null, 'sequential')).toEqual([0, 1]);
    expect(colourDomain([NaN], null, 'diverging')).toEqual([-1, 1]);
  });
});

describe('paintCells', () => {
  const lut = lookUpTable('sequential', false);
  const rgba = (pixel: number): number[] => [...new Uint8Array(new Uint32Array([pixel]).buffer)];
  it('paints the ends of the domain with the ends of the scale, clamping beyond', () => {
    const pixels = new Uint32Array(4);
    paintCells(pixels, [0, 1, 7, -7], null, lut, [0, 1]);
    expect([...pixels]).toEqual([lut[0], lut[LUT_SIZE - 1], lut[LUT_SIZE - 1], lut[0]]);
    expect(rgba(pixels[1] as number)).toEqual([...colourAt('sequential', false, 1), 255]);
  });
  it('leaves absent cells transparent, and a real zero coloured', () => {
    const pixels = new Uint32Array(4).fill(7);
    paintCells(pixels, [0, 0, 0, 0], absentMask(2, 2, causal), lut, [0, 1]);
    expect([...pixels]).toEqual([lut[0], 0, lut[0], lut[0]]);
  });
  it('leaves NaN transparent', () => {
    const pixels = new Uint32Array(1).fill(7);
    paintCells(pixels, [NaN], null, lut, [0, 1]);
    expect(pixels[0]).toBe(0);
  });
});

describe('poolCells', () => {
  const values = [1, -5, 2, 2, 0, 3, 4, 4];
  it('takes the largest by magnitude', () => {
    const { values: pooled, mask } = poolCells(
      values,
      null,
      { rows: 2, cols: 4 },
      { rows: 1, cols: 2 },
      'max',
    );
    expect([...pooled]).toEqual([-5, 4]);
    expect([...mask]).toEqual([0, 0]);
  });
  it('takes the mean of the cells that exist', () => {
    const absent = absentMask(2, 4, (_, col) => col > 0);
    const { values: pooled, mask } = poolCells(
      values,
      absent,
      { rows: 2, cols: 4 },
      { rows: 1, cols: 2 },
      'mean',
    );
    expect([...pooled]).toEqual([0.5, 0]);
    expect([...mask]).toEqual([0, 1]);
  });
});

it('cellAt knows its edges', () => {
  expect(cellAt(0, 0, 10, 2, 3)).toEqual({ row: 0, col: 0 });
  expect(cellAt(29.9, 19.9, 10, 2, 3)).toEqual({ row: 1, col: 2 });
  expect(cellAt(30, 0, 10, 2, 3)).toBeNull();
  expect(cellAt(-1, 0, 10, 2, 3)).toBeNull();
});

it('readCell says the number, or that there is none', () => {
  const mask = absentMask(2, 2, causal);
  expect(readCell([1, 2, 3, 4], mask, 2, { row: 1, col: 0 })).toEqual({
    row: 1,
    col: 0,
    value: 3,
    absent: false,
  });
  expect(readCell([1, 2, 3, 4], mask, 2, { row: 0, col: 1 })).toEqual({
    row: 0,
    col: 1,
    value: NaN,
    absent: true,
  });
});

describe('moveCursor', () => {
  const from = { row: 2, col: 2 };
  it.each([
    ['ArrowLeft', false, { row: 2, col: 1 }],
    ['ArrowDown', false, { row: 3, col: 2 }],
    ['Home', false, { row: 2, col: 0 }],
    ['End', false, { row: 2, col: 7 }],
    ['Home', true, { row: 0, col: 0 }],
    ['End', true, { row: 4, col: 7 }],
    ['PageDown', false, { row: 4, col: 2 }],
  ])('%s, control %s', (key, control, to) => expect(moveCursor(key, control, from, 5, 8)).toEqual(to));
  it('stays inside', () =>
    expect(moveCursor('ArrowUp', false, { row: 0, col: 0 }, 5, 8)).toEqual({ row: 0, col: 0 }));
  it('leaves other keys alone', () => expect(moveCursor('a', false, from, 5, 8)).toBeNull());
});

it('the table holds the numbers, and nothing where there is no cell', () => {
  const values = new Float32Array([1, 9, 0.1, 0.9]);
  const table = heatmapTable(values, absentMask(2, 2, causal), ['the', 'the'], ['the', 'the'], 'query');
  expect(table.columns.map((column) => column.name)).toEqual(['query', '0 the', '1 the']);
  expect(table.rows).toEqual([
    ['0 the', 1, null],
    ['1 the', Math.fround(0.1), Math.fround(0.9)],
  ]);
});
