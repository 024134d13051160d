/** slice and its gradient in plain loops. */
import type { Values } from '../../base/dtype';

/** Columns `start … start + length` of rows of `width`. */
export interface Span {
  readonly width: number;
  readonly start: number;
  readonly length: number;
}

export function sliceForward(x: Values, y: Values, { width, start, length }: Span): void {
  for (let r = 0; r * length < y.length; r++)
    y.set(x.subarray(r * width + start, r * width + start + length), r * length);
}

export function sliceBackward(dy: Values, dx: Values, { width, start, length }: Span): void {
  dx.fill(0);
  for (let r = 0; r * width < dx.length; r++)
    dx.set(dy.subarray(r * length, (r + 1) * length), r * width + start);
}
