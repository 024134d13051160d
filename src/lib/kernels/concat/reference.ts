/** concat in plain loops. */
import type { Values } from '../../base/dtype';

/** `widths[i]` columns of `parts[i]`, side by side. */
export function concatForward(parts: readonly Values[], widths: readonly number[], y: Values): void {
  const width = widths.reduce((a, b) => a + b, 0);
  let start = 0;
  parts.forEach((part, i) => {
    const length = widths[i]!;
    for (let r = 0; r * width < y.length; r++)
      y.set(part.subarray(r * length, (r + 1) * length), r * width + start);
    start += length;
  });
}
