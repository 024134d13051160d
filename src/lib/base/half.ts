/**
 * IEEE 754 binary16 and the packed integer types, bit by bit, without relying on the platform's own f16.
 * Rounding is to nearest, ties to even. `@source` IEEE 754-2019 §3.6, §4.3.1.
 */
const f32View = new Float32Array(1);
const u32View = new Uint32Array(f32View.buffer);

/** The binary16 bit pattern (0 … 65535) nearest to `value`; overflow gives ±infinity. */
export function toHalf(value: number): number {
  f32View[0] = value;
  const bits = u32View[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const shifted = exponent - 112;
  if (shifted >= 31) return sign | 0x7c00;
  if (shifted <= 0) {
    if (shifted < -10) return sign;
    const full = fraction | 0x800000;
    const drop = 14 - shifted;
    return sign | roundShift(full, drop);
  }
  return sign + roundShift((shifted << 23) | fraction, 13);
}

function roundShift(value: number, drop: number): number {
  const kept = value >>> drop;
  const rest = value & ((1 << drop) - 1);
  const half = 1 << (drop - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

/** Every binary16 value by its bits, made at the first use: decoding is a table look-up. */
let table: Float32Array | undefined;

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The exact value of a binary16 bit pattern (0 … 65535). */
export function fromHalf(bits: number): number {
  table ??= Float32Array.from({ length: 65536 }, (_, pattern) => decode(pattern));
  return table[bits]!;
}

/** Element `column` of a row-padded f16 row starting at word `start`. */
export const halfAt = (words: ArrayLike<number>, start: number, column: number): number =>
  fromHalf((words[start + (column >>> 1)]! >>> ((column & 1) * 16)) & 0xffff);

/** Element `column` of an int8 row (two's complement). */
export const int8At = (words: ArrayLike<number>, start: number, column: number): number =>
  ((words[start + (column >>> 2)]! >>> ((column & 3) * 8)) << 24) >> 24;

/** Element `column` of an int4 row (two's complement, −8 … 7). */
export const int4At = (words: ArrayLike<number>, start: number, column: number): number =>
  ((words[start + (column >>> 3)]! >>> ((column & 7) * 4)) << 28) >> 28;

/** Packs `rows × columns` values to row-padded f16 words. */
export function packHalf(values: ArrayLike<number>, rows: number, columns: number): Uint32Array {
  const width = Math.ceil(columns / 2);
  const words = new Uint32Array(rows * width);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const at = r * width + (c >>> 1);
      words[at] = words[at]! | (toHalf(values[r * columns + c]!) << ((c & 1) * 16));
    }
  return words;
}

/** Unpacks row-padded f16 words to `rows × columns` f32 values. */
export function unpackHalf(words: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const width = Math.ceil(columns / 2);
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out[r * columns + c] = halfAt(words, r * width, c);
  return out;
}
