/**
 * Element types of tensors and how they lie in memory. Leaf facts: no arithmetic on tensors here.
 *
 * `f32`, `u32`, `i32` take one 32-bit word an element. `f16`, `int8` and `int4` are storage types, packed
 * little end first into words; each row (last dimension) is padded to a whole word, so a width that is no
 * multiple of the packing has a tail and not a surprise.
 */
export type DType = 'f32' | 'u32' | 'i32' | 'f16' | 'int8' | 'int4';

const BITS: Record<DType, number> = { f32: 32, u32: 32, i32: 32, f16: 16, int8: 8, int4: 4 };

/** Bits of one element. */
export const bitsOf = (dtype: DType): number => BITS[dtype];

/** What a tensor holds: element type and sizes, row-major, contiguous. `[]` is a scalar. */
export interface TensorSpec {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** Numbers as a reference or a read-back sees them; packed types are seen as their `u32` words. */
export type Values = Float32Array | Float64Array | Uint32Array | Int32Array;

/** Words (u32) that one row of `columns` elements takes. */
export const rowWords = (dtype: DType, columns: number): number => Math.ceil((columns * BITS[dtype]) / 32);

/** 32-bit words that a tensor takes, row padding included. */
export function wordsOf(spec: TensorSpec): number {
  const columns = spec.shape.at(-1) ?? 1;
  const rows = spec.shape.slice(0, -1).reduce((a, b) => a * b, 1);
  return rows * rowWords(spec.dtype, columns);
}

/** Bytes that a tensor takes, row padding included. */
export const bytesOf = (spec: TensorSpec): number => wordsOf(spec) * 4;
