// The scanner accepts exactly what JSON.parse accepts, and its limits hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { readJson } from '.';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function accepts(bytes: Uint8Array): boolean {
  try {
    readJson(bytes, { protoKeys: 'keep' });
    return true;
  } catch (error) {
    if (error instanceof GlassboxError) return false;
    throw error;
  }
}

const refusal = (text: string, options = {}) => {
  try {
    readJson(bytesOf(text), options);
  } catch (error) {
    return error as GlassboxError;
  }
  throw new Error('accepted');
};

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8, stringUnit: 'binary' }), (text) => {
        expect(readJson(bytesOf(text), { protoKeys: 'keep' })).toEqual(JSON.parse(text));
      }),
    );
  });

  it('agrees with JSON.parse on damaged text', () => {
    const noise = fc.constantFrom(...'{}[]",:0123456789-+.eEtrufalsn\\u \t\n\u0001é');
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.array(fc.tuple(fc.nat(60), noise)), (json, edits) => {
        const characters = [...json];
        for (const [at, character] of edits) characters.splice(at % (characters.length + 1), 1, character);
        const text = characters.join('');
        expect(accepts(bytesOf(text)), text).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses exactly the byte sequences that are not UTF-8', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 5, min: 0x80 }), (inner) => {
        const bytes = new Uint8Array([0x22, ...inner, 0x22]);
        let valid = true;
        try {
          decoder.decode(bytes);
        } catch {
          valid = false;
        }
        expect(accepts(bytes)).toBe(valid);
      }),
      { numRuns: 3000 },
    );
  });

  it('names the byte', () => {
    expect(refusal('{"a": tru}').data).toMatchObject({ offset: 9, got: '"}"' });
    expect(refusal('{"é": x}').data).toMatchObject({ offset: 7 });
    expect(refusal('{"a": [1, 2').code).toBe('file-truncated');
    expect(refusal('').code).toBe('file-truncated');
    expect(refusal('<html>', { file: 'config.json' }).message).toContain('config.json, byte 0');
  });

  it('holds its limits', () => {
    expect(refusal('[[[1]]]', { maxDepth: 2 }).code).toBe('file-unsupported');
    expect(refusal('[1,2,3]', { maxNodes: 3 }).code).toBe('file-unsupported');
    expect(refusal('[1,2,3]', { maxBytes: 6 }).data).toMatchObject({ offset: 6, got: 7 });
    expect(refusal('{"__proto__":1}').code).toBe('file-malformed');
    const kept = readJson(bytesOf('{"__proto__":{"polluted":1}}'), { protoKeys: 'keep' });
    expect(Object.keys(kept as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });

  it('skips a byte order mark and keeps counting from the start of the file', () => {
    expect(readJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).toBe(1);
    expect(accepts(new Uint8Array([0xef, 0xbb, 0xbf]))).toBe(false);
  });
});
