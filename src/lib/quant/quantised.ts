/**
 * A weight matrix as group-quantised integers, whatever method chose them: `w[r, c] ≈ code[r, c] · scale[r, c / group]`.
 * How to read it back, how far it is off, what it weighs. How to make it is the methods' work (a folder each).
 */
import { rowWords } from '../base/dtype';
import { halfAt, int4At, int8At } from '../base/half';

export type QuantBits = 4 | 8;

export interface QuantisedMatrix {
  readonly bits: QuantBits;
  /** Columns that share a scale; the last group of a row may be shorter. */
  readonly group: number;
  /** [rows, columns]; groups run along the columns (the dimension that a matmul sums over). */
  readonly shape: readonly [rows: number, columns: number];
  /** Codes, two's complement: dtype `int4` or `int8` of base/dtype.ts, each row padded to whole words. */
  readonly words: Uint32Array;
  /** Scales: dtype `f16`, shape [rows, ceil(columns / group)], each row padded to whole words. May be negative. */
  readonly scales: Uint32Array;
}

/** Groups in a row. */
export const groupsOf = ({ shape, group }: Pick<QuantisedMatrix, 'shape' | 'group'>): number =>
  Math.ceil(shape[1] / group);

/** The f32 values that the codes stand for, row-major [rows, columns]. Exact: 8 bits × 11 bits fit in f32. */
export function dequantise(matrix: QuantisedMatrix): Float32Array {
  const { bits, group, shape, words, scales } = matrix;
  const [rows, columns] = shape;
  const codeAt = bits === 4 ? int4At : int8At;
  const wordWidth = rowWords(bits === 4 ? 'int4' : 'int8', columns);
  const scaleWidth = rowWords('f16', groupsOf(matrix));
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let start = 0; start < columns; start += group) {
      const scale = halfAt(scales, r * scaleWidth, start / group);
      const end = Math.min(start + group, columns);
      for (let c = start; c < end; c++) out[r * columns + c] = codeAt(words, r * wordWidth, c) * scale;
    }
  return out;
}

export interface QuantError {
  /** Largest |w − ŵ|. */
  max: number;
  /** √ mean (w − ŵ)². */
  rmse: number;
  /** rmse over √ mean w²; 0 for a matrix of zeros. */
  relative: number;
}

/** How far the quantised matrix is from the weights it was made of. Sums in f64. */
export function errorOf(weights: Float32Array, matrix: QuantisedMatrix): QuantError {
  const values = dequantise(matrix);
  if (values.length !== weights.length)
    throw new Error(`errorOf: weights must have ${values.length} elements, got ${weights.length}`);
  let max = 0;
  let wrong = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = weights[i]! - values[i]!;
    max = Math.max(max, Math.abs(difference));
    wrong += difference * difference;
    total += weights[i]! * weights[i]!;
  }
  const count = Math.max(1, values.length);
  return { max, rmse: Math.sqrt(wrong / count), relative: total === 0 ? 0 : Math.sqrt(wrong / total) };
}

export interface QuantBytes {
  codes: number;
  scales: number;
  total: number;
  /** total over the number of weights; int4 in groups of 32: 0.5625 where rows need no padding. */
  perWeight: number;
}

/** What the matrix takes in memory, padding included. */
export function bytesOf({ words, scales, shape }: QuantisedMatrix): QuantBytes {
  const total = words.byteLength + scales.byteLength;
  const weights = shape[0] * shape[1];
  return {
    codes: words.byteLength,
    scales: scales.byteLength,
    total,
    perWeight: weights === 0 ? 0 : total / weights,
  };
}
