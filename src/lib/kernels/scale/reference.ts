/** scale in plain loops. */
import type { Values } from '../../base/dtype';

export function scaleForward(x: Values, y: Values, factor: number): void {
  for (let i = 0; i < y.length; i++) y[i] = factor * x[i]!;
}
