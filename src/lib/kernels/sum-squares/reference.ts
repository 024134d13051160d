/** sum-squares in a plain loop. */
import type { Values } from '../../base/dtype';

export function sumSquaresForward(x: Values, y: Values): void {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  y[0] = sum;
}
