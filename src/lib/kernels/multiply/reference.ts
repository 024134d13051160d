/** multiply in plain loops. */
import type { Values } from '../../base/dtype';

export function multiplyForward(a: Values, b: Values, y: Values): void {
  for (let i = 0; i < y.length; i++) y[i] = a[i]! * b[i]!;
}
