/** softmax in plain loops. */
import type { Values } from '../../base/dtype';

export function softmaxForward(x: Values, y: Values, columns: number, temperature: number): void {
  const weights = new Float64Array(columns);
  for (let start = 0; start < x.length; start += columns) {
    let highest = -Infinity;
    for (let i = start; i < start + columns; i++) highest = Math.max(highest, x[i]!);
    let total = 0;
    for (let c = 0; c < columns; c++) {
      weights[c] = Math.exp((x[start + c]! - highest) / temperature);
      total += weights[c]!;
    }
    for (let c = 0; c < columns; c++) y[start + c] = weights[c]! / total;
  }
}

export function softmaxBackward(
  y: Values,
  dy: Values,
  dx: Values,
  columns: number,
  temperature: number,
): void {
  for (let start = 0; start < y.length; start += columns) {
    let products = 0;
    for (let i = start; i < start + columns; i++) products += dy[i]! * y[i]!;
    for (let i = start; i < start + columns; i++) dx[i] = (y[i]! * (dy[i]! - products)) / temperature;
  }
}
