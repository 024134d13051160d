// What a progress bar says besides its length. Pure.

/** Milliseconds left at the present rate; null when it cannot be known. */
export function timeLeftMs(
  done: number,
  total: number | undefined,
  ratePerSecond: number | undefined,
): number | null {
  if (total === undefined || ratePerSecond === undefined || !(ratePerSecond > 0) || done >= total)
    return null;
  return ((total - done) / ratePerSecond) * 1000;
}

/** Share done in [0, 1]; null when the total is unknown. */
export const shareDone = (done: number, total: number | undefined): number | null =>
  total === undefined || total <= 0 ? null : Math.min(1, Math.max(0, done / total));
