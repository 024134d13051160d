/** gather-rows and its gradient in plain loops. */
import type { Values } from '../../base/dtype';

/** @throws Error naming the first index that is no row. */
export function gatherRowsForward(x: Values, indices: Values, y: Values, width: number): void {
  for (let i = 0; i < indices.length; i++) {
    const at = checkRow(indices, i, x.length / width) * width;
    y.set(x.subarray(at, at + width), i * width);
  }
}

/** Sums run in f64 whatever dx is. @throws Error naming the first index that is no row. */
export function gatherRowsBackward(dy: Values, indices: Values, dx: Values, width: number): void {
  const sums = new Float64Array(dx.length);
  for (let i = 0; i < indices.length; i++) {
    const at = checkRow(indices, i, dx.length / width) * width;
    for (let c = 0; c < width; c++) sums[at + c]! += dy[i * width + c]!;
  }
  dx.set(sums);
}

function checkRow(indices: Values, i: number, rows: number): number {
  const row = indices[i]!;
  if (row >= rows) throw new Error(`gather-rows: index ${row} at ${i} is no row of ${rows}`);
  return row;
}
