/** cross-entropy in plain loops. */
import type { Values } from '../../base/dtype';

/** Weights that add up to less count as this: all rows ignored gives a loss of 0, not NaN. */
const TINY = 1e-30;

export function crossEntropyForward(
  logits: Values,
  targets: Values,
  weights: Values,
  loss: Values,
  nll: Values,
  lse: Values,
): void {
  const rows = targets.length;
  const columns = logits.length / rows;
  let weighted = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let highest = -Infinity;
    for (let i = start; i < start + columns; i++) highest = Math.max(highest, logits[i]!);
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += Math.exp(logits[i]! - highest);
    const level = highest + Math.log(sum);
    const surprise = level - logits[start + Math.min(targets[row]!, columns - 1)]!;
    lse[row] = level;
    nll[row] = surprise;
    weighted += weights[row]! * surprise;
    total += weights[row]!;
  }
  loss[0] = weighted / Math.max(total, TINY);
}

export function crossEntropyBackward(
  logits: Values,
  targets: Values,
  weights: Values,
  lse: Values,
  dloss: Values,
  dlogits: Values,
): void {
  const rows = targets.length;
  const columns = logits.length / rows;
  let total = 0;
  for (let row = 0; row < rows; row++) total += weights[row]!;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const factor = (weights[row]! / Math.max(total, TINY)) * dloss[0]!;
    for (let i = start; i < start + columns; i++) dlogits[i] = Math.exp(logits[i]! - lse[row]!) * factor;
    const at = start + Math.min(targets[row]!, columns - 1);
    dlogits[at] = (Math.exp(logits[at]! - lse[row]!) - 1) * factor;
  }
}
