// Painting a map straight into a box of a larger picture, at any size: a grid of 144 maps is one picture so. Pure.
import { LUT_SIZE } from '../colour';

/** Pixels of the whole picture, `width` of them a row. */
export interface Picture {
  pixels: Uint32Array;
  width: number;
}

export interface PixelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Cells {
  values: ArrayLike<number>;
  mask: Uint8Array | null;
  rows: number;
  cols: number;
}

const NONE = -1;
let strongest = new Int16Array(0);

/** Place in the look-up table, rounded as `paintCells` rounds; NONE for NaN. */
function stepOf(value: number, low: number, scale: number): number {
  const place = (value - low) * scale + 0.5;
  if (place >= LUT_SIZE - 1) return LUT_SIZE - 1;
  return place > 0 ? place | 0 : place <= 0 ? 0 : NONE;
}

/**
 * Paints one map into a box. A box larger than the map enlarges its cells; in a smaller one each pixel shows the cell
 * farthest from `rest` (the colour of 0) of those it covers. Pixels without a cell keep what they were.
 */
export function paintScaled(
  picture: Picture,
  box: PixelBox,
  cells: Cells,
  lut: Uint32Array,
  [low, high]: readonly [number, number],
): void {
  const { values, mask, rows, cols } = cells;
  const scale = (LUT_SIZE - 1) / (high - low || 1);
  const rest = Math.max(0, stepOf(0, low, scale));
  const across = box.width < cols ? spans(cols, box.width) : null;
  const count = box.width * box.height;
  if (strongest.length < count) strongest = new Int16Array(count);
  const kept = strongest.subarray(0, count).fill(NONE);
  if (across && box.height <= rows) {
    const down = spans(rows, box.height);
    for (let row = 0; row < rows; row++) {
      const line = (down[row] as number) * box.width;
      for (let col = 0; col < cols; col++) {
        const i = row * cols + col;
        if (mask !== null && mask[i] === 1) continue;
        const step = stepOf(values[i] as number, low, scale);
        const at = line + (across[col] as number);
        const before = kept[at] as number;
        if (before === NONE || Math.abs(step - rest) > Math.abs(before - rest)) kept[at] = step;
      }
    }
  } else enlarge(kept, box, cells, low, scale);
  for (let y = 0, at = 0; y < box.height; y++) {
    const line = (box.y + y) * picture.width + box.x;
    for (let x = 0; x < box.width; x++, at++) {
      const step = kept[at] as number;
      if (step !== NONE) picture.pixels[line + x] = lut[step] as number;
    }
  }
}

/** Pixel that each of `cells` falls into. */
const spans = (cells: number, pixels: number): Uint16Array =>
  Uint16Array.from({ length: cells }, (_, i) => Math.floor((i * pixels) / cells));

/** Each pixel takes the cell under it. */
function enlarge(kept: Int16Array, box: PixelBox, cells: Cells, low: number, scale: number): void {
  const { values, mask, rows, cols } = cells;
  const from = spans(box.width, cols);
  for (let y = 0; y < box.height; y++) {
    const row = Math.floor((y * rows) / box.height) * cols;
    for (let x = 0; x < box.width; x++) {
      const i = row + (from[x] as number);
      if (mask === null || mask[i] !== 1) kept[y * box.width + x] = stepOf(values[i] as number, low, scale);
    }
  }
}
