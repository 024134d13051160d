/** rope in plain loops. */
import type { Values } from '../../base/dtype';

export interface RopeSettings {
  readonly steps: number;
  readonly heads: number;
  readonly headDim: number;
  readonly theta: number;
  readonly position: number;
  readonly inverse?: boolean;
}

export function ropeForward(x: Values, y: Values, settings: RopeSettings): void {
  const { steps, heads, headDim, theta, position, inverse } = settings;
  const half = headDim / 2;
  const width = heads * headDim;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < half; i++) {
      const angle = (position + step) * theta ** (-i / half);
      cosines[i] = Math.cos(angle);
      sines[i] = inverse ? -Math.sin(angle) : Math.sin(angle);
    }
    for (let row = step * width; row < x.length; row += steps * width)
      for (let head = row; head < row + width; head += headDim)
        for (let i = 0; i < half; i++) {
          const a = x[head + i]!;
          const b = x[head + half + i]!;
          y[head + i] = a * cosines[i]! - b * sines[i]!;
          y[head + half + i] = b * cosines[i]! + a * sines[i]!;
        }
  }
}
