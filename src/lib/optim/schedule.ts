/** Learning rate as a function of the step. Pure. */

export interface Schedule {
  /** Largest learning rate. */
  readonly peak: number;
  /** Steps of linear warm-up from 0. */
  readonly warmup: number;
  /** Step at which the cosine reaches `floor`; it stays there. */
  readonly steps: number;
  /** Fraction of the peak that remains at the end. */
  readonly floor: number;
}

/** @param step from 1. `@source` Loshchilov & Hutter, "SGDR" (2017), one cycle with warm-up. */
export function learningRate(step: number, { peak, warmup, steps, floor }: Schedule): number {
  if (step <= warmup) return (peak * step) / Math.max(1, warmup);
  const progress = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
  return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress)));
}
