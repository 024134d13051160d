/** log-softmax in plain loops. */
import type { Values } from '../../base/dtype';

export function logSoftmaxForward(x: Values, y: Values, columns: number, temperature: number): void {
  for (let start = 0; start < x.length; start += columns) {
    const end = start + columns;
    let highest = -Infinity;
    for (let i = start; i < end; i++) highest = Math.max(highest, x[i]!);
    let total = 0;
    for (let i = start; i < end; i++) total += Math.exp((x[i]! - highest) / temperature);
    const level = Math.log(total);
    for (let i = start; i < end; i++) y[i] = (x[i]! - highest) / temperature - level;
  }
}

export function logSoftmaxBackward(
  y: Values,
  dy: Values,
  dx: Values,
  columns: number,
  temperature: number,
): void {
  for (let start = 0; start < y.length; start += columns) {
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += dy[i]!;
    for (let i = start; i < start + columns; i++) dx[i] = (dy[i]! - Math.exp(y[i]!) * sum) / temperature;
  }
}
