// Bytes ↔ text, GPT-2's table, and which part of which character a token is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../base/errors';
import {
  byteToUnicode,
  bytesToSymbols,
  charParts,
  concatBytes,
  symbolsToBytes,
  utf8Decode,
  utf8Encode,
} from './bytes';

const failureOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return toFailure(error);
  }
  throw new Error('nothing was thrown');
};

describe('bytes', () => {
  it('has 256 different printable stand-ins, GPT-2’s', () => {
    expect(new Set(byteToUnicode).size).toBe(256);
    expect([byteToUnicode[0x20], byteToUnicode[0x0a], byteToUnicode[0x41], byteToUnicode[0x00]]).toEqual([
      'Ġ',
      'Ċ',
      'A',
      'Ā',
    ]);
    expect(byteToUnicode[0xad]).toBe('\u0143');
    const all = Uint8Array.from({ length: 256 }, (_, b) => b);
    expect(symbolsToBytes(bytesToSymbols(all))).toEqual(all);
    expect(symbolsToBytes('黑')).toBeNull();
  });

  it('names the place of a lone surrogate', () => {
    for (const [text, position] of [
      ['ab\ud83d', 2],
      ['\ude00', 0],
      ['😀\ud83d\ud83d\ude00', 2],
      ['a\udc00\ud800', 1],
    ] as const) {
      const failure = failureOf(() => utf8Encode(text));
      expect(failure.code).toBe('text-lone-surrogate');
      expect(failure.data.position).toBe(position);
    }
    expect(utf8Decode(utf8Encode('😀黑\ufeff'))).toBe('😀黑\ufeff');
  });

  it('says which bytes of 黑 a token holds', () => {
    const parts = charParts([Uint8Array.of(0x61, 0xe9, 0xbb), Uint8Array.of(0x91, 0xff)]);
    expect(parts.map((list) => list.map(({ char, from, to, of }) => [char, from, to, of]))).toEqual([
      [
        ['a', 0, 1, 1],
        ['黑', 0, 2, 3],
      ],
      [
        ['黑', 2, 3, 3],
        [null, 0, 1, 1],
      ],
    ]);
  });

  it('covers every byte once, however a text is cut, and reads characters as TextDecoder does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.array(fc.nat(29), { maxLength: 6 }), (bytes, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const tokens = at.slice(1).map((end, i) => bytes.slice(at[i], end));
        const parts = charParts(tokens);
        parts.forEach((list, i) => expect(concatBytes(list.map((part) => part.bytes))).toEqual(tokens[i]));
        const chars = parts.flat().filter((part) => part.char !== null && part.from === 0);
        const decoded = [...utf8Decode(bytes)].filter((char) => char !== '\ufffd');
        expect(chars.map((part) => part.char).filter((char) => char !== '\ufffd')).toEqual(decoded);
      }),
    );
  });
});
