/** silu and its gradient in plain loops. */
import type { Values } from '../../base/dtype';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function siluForward(x: Values, y: Values): void {
  for (let i = 0; i < y.length; i++) y[i] = x[i]! * sigmoid(x[i]!);
}

export function siluBackward(x: Values, dy: Values, dx: Values): void {
  for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * sigmoid(x[i]!) * (1 + x[i]! * sigmoid(-x[i]!));
}
