/** matmul-quantised in plain loops, accumulating in f64: each weight row is decoded once and meets every row of x. */
import type { Values } from '../../base/dtype';
import { decodeRow, type WeightLayout } from '../shared/weights';

export function matmulQuantisedForward(
  x: Values,
  weight: Values,
  scales: Values | undefined,
  y: Values,
  layout: WeightLayout,
): void {
  const { rows: columns, width } = layout;
  const row = new Float64Array(width);
  for (let n = 0; n < columns; n++) {
    decodeRow(layout, weight, scales, n, row);
    for (let m = 0; m * columns < y.length; m++) y[m * columns + n] = dot(x, m * width, row);
  }
}

/** Four sums at once, so that one addition need not wait for the last. */
function dot(x: Values, start: number, row: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 4 <= row.length; k += 4) {
    s0 += x[start + k]! * row[k]!;
    s1 += x[start + k + 1]! * row[k + 1]!;
    s2 += x[start + k + 2]! * row[k + 2]!;
    s3 += x[start + k + 3]! * row[k + 3]!;
  }
  for (; k < row.length; k++) s0 += x[start + k]! * row[k]!;
  return s0 + s1 + (s2 + s3);
}
