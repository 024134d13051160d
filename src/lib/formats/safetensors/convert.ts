/** Between the element types of a file and the f32 (or packed f16) that the runtime computes with. */
import { fromHalf, toHalf } from '../../base/half';
import { sizeOf } from '../../base/shape';
import { rowWords } from '../../base/dtype';
import { fileError } from '../file-error';
import { dtypeBytes, type SafeTensor, type SafetensorsDType } from './dtypes';

/** All 65,536 halves as f32 (256 KiB), made at first use: a lookup is several times faster than arithmetic. */
let halves: Float32Array | undefined;
const halfTable = (): Float32Array =>
  (halves ??= Float32Array.from({ length: 65_536 }, (_, bits) => fromHalf(bits)));

type Getter = (view: DataView, at: number) => number;
const GETTERS: Partial<Record<SafetensorsDType, Getter>> = {
  F64: (view, at) => view.getFloat64(at, true),
  F32: (view, at) => view.getFloat32(at, true),
  I32: (view, at) => view.getInt32(at, true),
  I16: (view, at) => view.getInt16(at, true),
  I8: (view, at) => view.getInt8(at),
  U32: (view, at) => view.getUint32(at, true),
  U16: (view, at) => view.getUint16(at, true),
  U8: (view, at) => view.getUint8(at),
  BOOL: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
};

/**
 * The elements as f32, always a fresh array. Exact for F32, F16, BF16 and integers below 2^24; F64 and wide
 * integers round to nearest.
 * @throws GlassboxError file-unsupported for I64, U64 and the fp8 types
 */
export function toF32({ dtype, shape, bytes }: SafeTensor): Float32Array {
  const out = new Float32Array(sizeOf(shape));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === 'F16') {
    const table = halfTable();
    for (let i = 0; i < out.length; i++) out[i] = table[view.getUint16(i * 2, true)]!;
  } else if (dtype === 'BF16') {
    const words = new Uint32Array(out.buffer);
    for (let i = 0; i < words.length; i++) words[i] = view.getUint16(i * 2, true) << 16;
  } else {
    const getter = GETTERS[dtype];
    if (!getter)
      throw fileError('file-unsupported', `${dtype} does not convert to f32`, {
        offset: bytes.byteOffset,
        expected: 'F32, F16, BF16, F64, I8 … I32, U8 … U32, BOOL',
        got: dtype,
      });
    const step = dtypeBytes(dtype);
    for (let i = 0; i < out.length; i++) out[i] = getter(view, i * step);
  }
  return out;
}

/**
 * An F16 tensor as the runtime's `f16` storage: words `[rows, ceil(columns / 2)]`, columns = last dimension.
 * Bits are kept, not rounded. @throws Error when the tensor is not F16
 */
export function toHalfWords({ dtype, shape, bytes }: SafeTensor): Uint32Array {
  if (dtype !== 'F16') throw new Error(`toHalfWords: dtype must be F16, got ${dtype}`);
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape.slice(0, -1));
  const width = rowWords('f16', columns);
  const words = new Uint32Array(rows * width);
  const target = new DataView(words.buffer);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const at = (r * columns + c) * 2;
      target.setUint16(r * width * 4 + c * 2, bytes[at]! | (bytes[at + 1]! << 8), true);
    }
  return words;
}

/** The bfloat16 bit pattern nearest to an f32, ties to even; NaN stays NaN. */
function toBrain(bits: number): number {
  if ((bits & 0x7fffffff) > 0x7f800000) return ((bits >>> 16) | 0x40) & 0xffff;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/**
 * f32 values as a tensor of a file, rounded to nearest even where the type is narrower.
 * @throws Error when the shape does not hold exactly `values.length` elements
 */
export function fromF32(
  values: Float32Array,
  shape: readonly number[],
  dtype: 'F32' | 'F16' | 'BF16',
): SafeTensor {
  if (sizeOf(shape) !== values.length)
    throw new Error(
      `fromF32: shape [${shape.join(', ')}] holds ${sizeOf(shape)} elements, got ${values.length}`,
    );
  const bytes = new Uint8Array(values.length * dtypeBytes(dtype));
  const view = new DataView(bytes.buffer);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < values.length; i++)
    if (dtype === 'F32') view.setUint32(i * 4, bits[i]!, true);
    else view.setUint16(i * 2, dtype === 'F16' ? toHalf(values[i]!) : toBrain(bits[i]!), true);
  return { dtype, shape: [...shape], bytes };
}
