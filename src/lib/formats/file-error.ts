/** How every reader of this layer refuses a file: what was expected, what was there, at which byte. */
import { GlassboxError } from '../base/errors';

export type FileErrorCode = 'file-truncated' | 'file-malformed' | 'file-unsupported';

/** Where and why. `offset` is a byte offset from the start of the file. */
export interface Mismatch {
  file?: string | undefined;
  offset: number;
  expected: string | number;
  got: string | number;
}

/** A named refusal whose `data` is `{ file?, offset, expected, got }`. */
export function fileError(code: FileErrorCode, message: string, mismatch: Mismatch): GlassboxError {
  const { file, offset, expected, got } = mismatch;
  const place = file === undefined ? `byte ${offset}` : `${file}, byte ${offset}`;
  return new GlassboxError(code, `${place}: ${message} (expected ${expected}, got ${got})`, {
    ...(file === undefined ? {} : { file }),
    offset,
    expected,
    got,
  });
}

/** The view of `source` as bytes; no copy. */
export const toBytes = (source: ArrayBuffer | Uint8Array): Uint8Array =>
  source instanceof Uint8Array ? source : new Uint8Array(source);
