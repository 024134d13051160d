/** argmax in plain loops. */
import type { Values } from '../../base/dtype';

export function argmaxForward(x: Values, y: Values): void {
  const columns = x.length / y.length;
  for (let row = 0; row < y.length; row++) {
    let best = 0;
    for (let c = 1; c < columns; c++) if (x[row * columns + c]! > x[row * columns + best]!) best = c;
    y[row] = best;
  }
}
