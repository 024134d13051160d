/** swiglu and its gradients in plain loops. */
import type { Values } from '../../base/dtype';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function swigluForward(gate: Values, up: Values, y: Values): void {
  for (let i = 0; i < y.length; i++) y[i] = gate[i]! * sigmoid(gate[i]!) * up[i]!;
}

export function swigluBackward(gate: Values, up: Values, dy: Values, dGate: Values, dUp: Values): void {
  for (let i = 0; i < dy.length; i++) {
    const open = sigmoid(gate[i]!);
    dUp[i] = dy[i]! * gate[i]! * open;
    dGate[i] = dy[i]! * up[i]! * open * (1 + gate[i]! * sigmoid(-gate[i]!));
  }
}
