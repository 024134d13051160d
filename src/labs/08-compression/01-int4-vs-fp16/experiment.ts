// Settings in, numbers out: what a format costs and how far it rounds. No Svelte, no device.
import { createRandom } from '$lib/base/random';
import { bytesOf, errorOf } from '$lib/quant/quantised';
import { quantiseRtn } from '$lib/quant/rtn';

export interface FormatCost {
  readonly bits: 4 | 8;
  readonly group: number;
  /** Codes and scales together, a weight. */
  readonly bytesPerWeight: number;
  /** Root mean square of the rounding, as a share of the weights' own. */
  readonly relativeError: number;
}

/** Round-to-nearest of one matrix `[rows, columns]` with one format. */
export function formatCost(
  weights: Float32Array,
  shape: readonly [number, number],
  format: { bits: 4 | 8; group: number },
): FormatCost {
  const matrix = quantiseRtn(weights, shape, format);
  const { relative } = errorOf(weights, matrix);
  return { ...format, bytesPerWeight: bytesOf(matrix).perWeight, relativeError: relative };
}

/** A matrix of normal weights, as most trained matrices nearly are. */
export function normalMatrix(seed: number, [rows, columns]: readonly [number, number]): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: rows * columns }, () => random.normal() * 0.05);
}

/** Index of the first place where two texts differ; undefined where one is the beginning of the other and both end. */
export function firstDivergence(a: readonly number[], b: readonly number[]): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return undefined;
}
