// Hostile files: each refused with a code, a byte offset, and what was expected; fuzzed by truncation and bit flips.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { fromF32, readSafetensors, writeSafetensors } from '.';

/** A file with this header text and `dataBytes` of data; `length` overrides the header length. */
function build(header: string, dataBytes = 0, length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

function refusalOf(file: Uint8Array): GlassboxError {
  try {
    readSafetensors(file, { file: 'x.safetensors' });
  } catch (error) {
    if (error instanceof GlassboxError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

const entry = (dtype: string, shape: string, range: string) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${range}}`;
const TWO = (rangeA: string, rangeB: string) =>
  `{"a":${entry('U8', '[4]', rangeA)},"b":${entry('U8', '[4]', rangeB)}}`;

const CASES: [what: string, file: Uint8Array, code: string, offset: number, message: RegExp][] = [
  ['empty', new Uint8Array(0), 'file-truncated', 0, /too short/],
  ['seven bytes', new Uint8Array(7), 'file-truncated', 7, /too short/],
  ['header longer than the file', build('{}', 0, 100n), 'file-truncated', 10, /inside its header/],
  [
    'a web page',
    new TextEncoder().encode('<!doctype html><html></html>'),
    'file-malformed',
    0,
    /no safetensors/,
  ],
  ['header length 2^64 − 1', build('{}', 0, 2n ** 64n - 1n), 'file-malformed', 0, /impossible/],
  ['header above 16 MiB', build(`{}${' '.repeat(2 ** 24)}`), 'file-unsupported', 0, /header too long/],
  ['no object', build('[]'), 'file-malformed', 8, /does not start/],
  ['empty header', build('', 8, 0n), 'file-malformed', 0, /does not start/],
  ['JSON cut short', build('{"a":'), 'file-malformed', 13, /end of text/],
  ['text after the header', build('{} x'), 'file-malformed', 11, /after the JSON/],
  [
    'not UTF-8',
    new Uint8Array([5, 0, 0, 0, 0, 0, 0, 0, 123, 34, 255, 34, 125]),
    'file-malformed',
    10,
    /UTF-8/,
  ],
  ['deep JSON', build(`{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}`), 'file-unsupported', 15, /too deep/],
  ['very many values', build(`{"a":[${'1,'.repeat(4e6)}1]}`), 'file-unsupported', 2097162, /too many/],
  ['__proto__', build('{"__proto__":{"x":"y"}}'), 'file-malformed', 9, /__proto__/],
  ['__proto__ in escapes', build('{"\\u005f_proto_\\u005f":{}}'), 'file-malformed', 9, /__proto__/],
  ['__proto__ in metadata', build('{"__metadata__":{"__proto__":"x"}}'), 'file-malformed', 25, /__proto__/],
  ['metadata that is no text', build('{"__metadata__":{"x":1}}'), 'file-malformed', 9, /no text/],
  ['a name twice', build(`{"a":${entry('U8', '[0]', '[0,0]')},"\\u0061":{}}`), 'file-malformed', 61, /twice/],
  ['no dtype', build('{"a":{"shape":[],"data_offsets":[0,0]}}'), 'file-malformed', 9, /no dtype/],
  ['unknown dtype', build(`{"a":${entry('F4', '[2]', '[0,1]')}}`, 1), 'file-unsupported', 9, /unknown dtype/],
  [
    'dtype from the prototype',
    build(`{"a":${entry('toString', '[2]', '[0,1]')}}`, 1),
    'file-unsupported',
    9,
    /dtype/,
  ],
  ['unknown field', build('{"a":{"dtype":"U8","stride":1}}'), 'file-malformed', 9, /unknown field/],
  ['negative size', build(`{"a":${entry('U8', '[-1]', '[0,1]')}}`, 1), 'file-malformed', 9, /broken shape/],
  [
    'fractional size',
    build(`{"a":${entry('U8', '[1.5]', '[0,1]')}}`, 1),
    'file-malformed',
    9,
    /broken shape/,
  ],
  ['rank 9', build(`{"a":${entry('U8', '[1,1,1,1,1,1,1,1,1]', '[0,1]')}}`, 1), 'file-unsupported', 9, /rank/],
  [
    'shape overflow',
    build(`{"a":${entry('F32', '[4294967296,4294967296]', '[0,4]')}}`, 4),
    'file-malformed',
    9,
    /overflows/,
  ],
  [
    'overflow times zero',
    build(`{"a":${entry('F32', '[9007199254740991,2,0]', '[0,0]')}}`),
    'file-malformed',
    9,
    /overflows/,
  ],
  [
    'range of another size',
    build(`{"a":${entry('F32', '[2]', '[0,4]')}}`, 4),
    'file-malformed',
    9,
    /another range/,
  ],
  ['reversed offsets', build(`{"a":${entry('U8', '[4]', '[4,0]')}}`, 4), 'file-malformed', 9, /reversed/],
  ['overlapping offsets', build(TWO('[0,4]', '[2,6]'), 6), 'file-malformed', 61, /overlaps/],
  ['a hole', build(TWO('[0,4]', '[6,10]'), 10), 'file-malformed', 61, /hole/],
  ['data cut short', build(TWO('[0,4]', '[4,8]'), 6), 'file-truncated', 119, /ends inside tensor "b"/],
  ['data too long', build(TWO('[0,4]', '[4,8]'), 9), 'file-malformed', 121, /after the last/],
];

describe('readSafetensors refuses', () => {
  it.each(CASES)('%s', (_, file, code, offset, message) => {
    const started = performance.now();
    const error = refusalOf(file);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(error.message).toMatch(message);
    expect({ code: error.code, offset: error.data['offset'], file: error.data['file'] }).toEqual({
      code,
      offset,
      file: 'x.safetensors',
    });
    expect(error.data).toHaveProperty('expected');
    expect(error.data).toHaveProperty('got');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

const sample = writeSafetensors(
  [
    ['model.embed', fromF32(new Float32Array(12).fill(0.5), [3, 4], 'F16')],
    ['model.norm', fromF32(new Float32Array([1, 2, 3]), [3], 'F32')],
    ['scalar', fromF32(new Float32Array([7]), [], 'BF16')],
  ],
  { format: 'pt' },
);

/** Reads, or refuses by name with an offset inside the file: never another error. */
function readsOrRefuses(file: Uint8Array): boolean {
  try {
    readSafetensors(file);
    return true;
  } catch (error) {
    if (!(error instanceof GlassboxError)) throw error;
    expect(error.code).toMatch(/^file-/);
    expect(Number(error.data['offset'])).toBeGreaterThanOrEqual(0);
    expect(Number(error.data['offset'])).toBeLessThanOrEqual(file.length);
    return false;
  }
}

describe('fuzzed', () => {
  it('every truncation is refused', () => {
    for (let length = 0; length < sample.length; length++)
      expect(readsOrRefuses(sample.slice(0, length)), `${length} bytes`).toBe(false);
    expect(readsOrRefuses(sample)).toBe(true);
  });

  it('changed, inserted and removed bytes give a file or a named refusal', () => {
    const change = fc.record({ at: fc.nat(sample.length - 1), byte: fc.nat(255), how: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = [...sample];
        for (const { at, byte, how } of changes)
          if (how === 0) bytes[Math.min(at, bytes.length - 1)] = byte;
          else if (how === 1) bytes.splice(at, 0, byte);
          else bytes.splice(at, 1);
        readsOrRefuses(new Uint8Array(bytes));
      }),
      { numRuns: 1500 },
    );
  });

  it('any JSON as a header, and any bytes, too', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.nat(20),
        (json, data) => void readsOrRefuses(build(json, data)),
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readsOrRefuses(bytes)),
      { numRuns: 500 },
    );
  });
});
