/** clip-factor in a plain loop. */
import type { Values } from '../../base/dtype';

export function clipFactorForward(
  sums: readonly Values[],
  factor: Values,
  norm: Values,
  maxNorm: number,
): void {
  let total = 0;
  for (const sum of sums) total += sum[0]!;
  norm[0] = Math.sqrt(total);
  factor[0] = Math.min(1, maxNorm / (norm[0] + 1e-6));
}
