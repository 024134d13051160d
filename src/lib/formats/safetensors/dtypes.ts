/** Element types of a safetensors file and how many bytes each takes. Little end first, always. */
const BYTES = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
} as const;

export type SafetensorsDType = keyof typeof BYTES;

/** Bytes of one element. */
export const dtypeBytes = (dtype: SafetensorsDType): number => BYTES[dtype];

/** Whether this reader knows the type (the sub-byte types of late versions it does not). */
export const isSafetensorsDType = (name: string): name is SafetensorsDType => Object.hasOwn(BYTES, name);

/** One tensor: row-major, contiguous, `bytes.length` = product of shape × element bytes. */
export interface SafeTensor {
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
  /** A view of the file, at any alignment: convert (`toF32`) rather than cast. */
  readonly bytes: Uint8Array;
}
