/**
 * Bytes and text: UTF-8 in and out, GPT-2's printable stand-ins for the 256 bytes, and which part of which
 * character a run of bytes is (a token may be 2 of the 3 bytes of 黑).
 * @source Radford et al. 2019 (GPT-2), `bytes_to_unicode`; RFC 3629 for UTF-8
 */
import { GlassboxError } from '../base/errors';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 bytes of a text. @throws GlassboxError `text-lone-surrogate` with `position` (UTF-16 index) */
export function utf8Encode(text: string): Uint8Array {
  assertWellFormed(text);
  return encoder.encode(text);
}

/** @throws GlassboxError `text-lone-surrogate` with `position` and `unit` (hex) of the first lone surrogate */
export function assertWellFormed(text: string): void {
  const position = text.search(LONE_SURROGATE);
  if (position < 0) return;
  const unit = text.charCodeAt(position).toString(16).toUpperCase();
  throw new GlassboxError('text-lone-surrogate', `Half a surrogate pair (U+${unit}) at index ${position}.`, {
    position,
    unit,
  });
}

/** Text of bytes; what is no UTF-8 becomes U+FFFD. A byte order mark is kept. */
export function utf8Decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * GPT-2's table: `byteToUnicode[b]` is a printable character for byte b. Bytes that are printable Latin-1 stand
 * for themselves; the others take U+0100, U+0101, … in order (space is Ġ, newline Ċ).
 */
export const byteToUnicode: readonly string[] = makeByteTable();
const unicodeToByte = new Map(byteToUnicode.map((char, byte) => [char, byte]));

function makeByteTable(): string[] {
  const isPrintable = (b: number) =>
    (b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || (b >= 0xae && b <= 0xff);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, b) => String.fromCharCode(isPrintable(b) ? b : next++));
}

/** Bytes in GPT-2's printable form, as vocabularies write tokens. */
export function bytesToSymbols(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += byteToUnicode[byte];
  return out;
}

/** The inverse of `bytesToSymbols`; null when a character stands for no byte. */
export function symbolsToBytes(symbols: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const char of symbols) {
    const byte = unicodeToByte.get(char);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** A stretch of a token's bytes: bytes `from`…`to` (exclusive) of the `of` bytes of one character. */
export interface CharPart {
  /** The character, or null when the bytes are no valid UTF-8. */
  char: string | null;
  from: number;
  to: number;
  of: number;
  bytes: Uint8Array;
}

/**
 * For tokens in text order, which characters each covers, whole (`from` 0, `to` = `of`) or in part. Bytes that
 * form no character come one by one with `char: null`.
 * @example charParts([[0xe9, 0xbb], [0x91]]) says «2 of 3 bytes of 黑», then «the third»
 */
export function charParts(tokens: readonly Uint8Array[]): CharPart[][] {
  const all = concatBytes(tokens);
  const parts: CharPart[][] = tokens.map(() => []);
  let token = 0;
  let tokenEnd = tokens[0]?.length ?? 0;
  for (let start = 0; start < all.length;) {
    const length = charLength(all, start);
    const of = length || 1;
    const char = length ? utf8Decode(all.subarray(start, start + length)) : null;
    for (let at = start; at < start + of;) {
      while (at >= tokenEnd) tokenEnd += tokens[++token]!.length;
      const end = Math.min(start + of, tokenEnd);
      parts[token]!.push({ char, from: at - start, to: end - start, of, bytes: all.slice(at, end) });
      at = end;
    }
    start += of;
  }
  return parts;
}

/** Byte arrays end to end. */
export function concatBytes(arrays: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}

/** Length in bytes of the valid UTF-8 character at `start`; 0 when there is none. */
function charLength(bytes: Uint8Array, start: number): number {
  const lead = bytes[start]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4 || start + length > bytes.length) return 0;
  const second = bytes[start + 1]!;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) if ((bytes[start + i]! & 0xc0) !== 0x80) return 0;
  return length;
}
