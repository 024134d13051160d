import { describe, expect, it } from 'vitest';
import { LUT_SIZE, lookUpTable } from '../colour';
import { absentMask, paintCells } from './layout';
import { paintScaled } from './scale';

const lut = lookUpTable('sequential', false);
const colour = (value: number): number => lut[Math.floor(value * (LUT_SIZE - 1) + 0.5)] as number;
const causal = (row: number, col: number): boolean => col > row;
const KEEP = 123;

function paint(
  values: number[],
  rows: number,
  cols: number,
  width: number,
  height: number,
  mask: Uint8Array | null,
) {
  const pixels = new Uint32Array(width * height).fill(KEEP);
  paintScaled({ pixels, width }, { x: 0, y: 0, width, height }, { values, mask, rows, cols }, lut, [0, 1]);
  return [...pixels];
}

describe('paintScaled', () => {
  it('enlarges cells without mixing them', () => {
    const [a, b, c, d] = [0.1, 0.9, 0.4, 0.6].map(colour);
    expect(paint([0.1, 0.9, 0.4, 0.6], 2, 2, 4, 4, null)).toEqual([
      a,
      a,
      b,
      b,
      a,
      a,
      b,
      b,
      c,
      c,
      d,
      d,
      c,
      c,
      d,
      d,
    ]);
  });
  it('leaves pixels without a cell as they were', () => {
    const [a, c, d] = [0.1, 0.4, 0.6].map(colour);
    expect(paint([0.1, 0.9, 0.4, 0.6], 2, 2, 2, 2, absentMask(2, 2, causal))).toEqual([a, KEEP, c, d]);
  });
  it('keeps the strongest of the cells that share a pixel', () => {
    expect(paint([0.1, 0.9, 0, 0.2, 0.3, 0, 0, 0.7], 2, 4, 2, 1, null)).toEqual([colour(0.9), colour(0.7)]);
  });
  it('paints at natural size what paintCells paints', () => {
    const values = Array.from({ length: 64 }, (_, i) => ((i * 37) % 64) / 63);
    const mask = absentMask(8, 8, causal);
    const plain = new Uint32Array(64);
    paintCells(plain, values, mask, lut, [0, 1]);
    const scaled = paint(values, 8, 8, 8, 8, mask).map((pixel) => (pixel === KEEP ? 0 : pixel));
    expect(scaled).toEqual([...plain]);
  });
  it('stays inside its box', () => {
    const pixels = new Uint32Array(16).fill(KEEP);
    const box = { x: 1, y: 1, width: 2, height: 2 };
    paintScaled({ pixels, width: 4 }, box, { values: [1], mask: null, rows: 1, cols: 1 }, lut, [0, 1]);
    const inside = [5, 6, 9, 10];
    pixels.forEach((pixel, i) => expect(pixel).toBe(inside.includes(i) ? colour(1) : KEEP));
  });
  it('paints 144 maps of 128×128 with little arithmetic', () => {
    const maps = Array.from({ length: 144 }, (_, k) =>
      Float32Array.from({ length: 128 * 128 }, (_, i) => ((i * 31 + k) % 997) / 997),
    );
    const mask = absentMask(128, 128, causal);
    const width = 12 * 96;
    const pixels = new Uint32Array(width * width);
    const draw = (): void =>
      maps.forEach((values, i) =>
        paintScaled(
          { pixels, width },
          { x: (i % 12) * 96, y: Math.floor(i / 12) * 96, width: 90, height: 90 },
          { values, mask, rows: 128, cols: 128 },
          lut,
          [0, 1],
        ),
      );
    draw();
    // Processor time, not wall time: the machine may be busy with other things. The target is 33 ms.
    const before = process.cpuUsage();
    for (let i = 0; i < 5; i++) draw();
    const used = process.cpuUsage(before);
    expect((used.user + used.system) / 5000).toBeLessThan(120);
  });
});
