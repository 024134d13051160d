/** embedding and its gradient in plain loops. */
import { rowWords, type DType, type Values } from '../../base/dtype';
import { halfAt } from '../../base/half';

/** @throws Error naming the first id that is no row of the table. */
export function embeddingForward(
  ids: Values,
  weight: Values,
  y: Values,
  [rows, width]: [number, number],
  dtype: DType,
): void {
  const words = rowWords(dtype, width);
  for (let n = 0; n < ids.length; n++) {
    const id = checkId(ids, n, rows);
    if (dtype === 'f32') y.set(weight.subarray(id * width, (id + 1) * width), n * width);
    else for (let c = 0; c < width; c++) y[n * width + c] = halfAt(weight, id * words, c);
  }
}

/** Sums run in f64 whatever dWeight is. @throws Error naming the first id that is no row of the table. */
export function embeddingBackward(
  ids: Values,
  dy: Values,
  dWeight: Values,
  [rows, width]: [number, number],
): void {
  const sums = new Float64Array(rows * width);
  for (let n = 0; n < ids.length; n++) {
    const at = checkId(ids, n, rows) * width;
    for (let c = 0; c < width; c++) sums[at + c]! += dy[n * width + c]!;
  }
  dWeight.set(sums);
}

function checkId(ids: Values, n: number, rows: number): number {
  const id = ids[n]!;
  if (id >= rows) throw new Error(`embedding: id ${id} at position ${n} is no row of a table of ${rows}`);
  return id;
}
