/** rms-norm in plain loops. */
import type { Values } from '../../base/dtype';

/** 1 / √(mean(x²) + eps) of the row that starts at `start`. */
function rowScale(x: Values, start: number, columns: number, eps: number): number {
  let squares = 0;
  for (let i = start; i < start + columns; i++) squares += x[i]! * x[i]!;
  return 1 / Math.sqrt(squares / columns + eps);
}

export function rmsNormForward(x: Values, weight: Values, y: Values, eps: number): void {
  const columns = weight.length;
  for (let start = 0; start < x.length; start += columns) {
    const r = rowScale(x, start, columns, eps);
    for (let c = 0; c < columns; c++) y[start + c] = x[start + c]! * r * weight[c]!;
  }
}

export function rmsNormBackward(
  x: Values,
  weight: Values,
  dy: Values,
  dx: Values,
  dweight: Values,
  eps: number,
): void {
  const columns = weight.length;
  const sums = new Float64Array(columns);
  for (let start = 0; start < x.length; start += columns) {
    const r = rowScale(x, start, columns, eps);
    let products = 0;
    for (let c = 0; c < columns; c++) products += x[start + c]! * dy[start + c]! * weight[c]!;
    const pull = (products / columns) * r * r;
    for (let c = 0; c < columns; c++) {
      const value = x[start + c]!;
      const gradient = dy[start + c]!;
      dx[start + c] = r * (gradient * weight[c]! - value * pull);
      sums[c] = sums[c]! + gradient * value * r;
    }
  }
  for (let c = 0; c < columns; c++) dweight[c] = sums[c]!;
}
