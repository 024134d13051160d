// Round trips, the official layout byte for byte, and conversions.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHalf } from '../../base/half';
import { dtypeBytes, fromF32, readSafetensors, toF32, toHalfWords, writeSafetensors } from '.';
import type { SafeTensor, SafetensorsDType } from '.';

const DTYPES: SafetensorsDType[] = ['F64', 'F32', 'F16', 'BF16', 'I64', 'I32', 'I16', 'I8', 'U8', 'BOOL'];

const tensor: fc.Arbitrary<SafeTensor> = fc
  .record({ dtype: fc.constantFrom(...DTYPES), shape: fc.array(fc.nat(5), { maxLength: 4 }) })
  .chain(({ dtype, shape }) => {
    const length = shape.reduce((a, b) => a * b, dtypeBytes(dtype));
    return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => ({ dtype, shape, bytes }));
  });

const name = fc.string({ unit: 'binary', minLength: 0, maxLength: 20 });
const usable = name.filter((text) => text !== '__proto__' && text !== '__metadata__');

describe('writeSafetensors and readSafetensors', () => {
  it('give back every tensor and all metadata, whatever their names', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(usable, tensor), { selector: ([key]) => key, maxLength: 8 }),
        fc.dictionary(usable, fc.string(), { maxKeys: 4 }),
        (entries, metadata) => {
          const file = writeSafetensors(entries, metadata);
          const read = readSafetensors(file);
          expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(metadata).sort());
          expect(read.tensors.size).toBe(entries.length);
          for (const [key, { dtype, shape, bytes }] of entries) {
            const found = read.tensors.get(key)!;
            expect([found.dtype, found.shape, [...found.bytes]]).toEqual([dtype, shape, [...bytes]]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('writes the same bytes whatever the order of the tensors', () => {
    const a = ['a', fromF32(new Float32Array([1, 2]), [2], 'F16')] as const;
    const b = ['b', fromF32(new Float32Array([3]), [1, 1], 'F32')] as const;
    expect(writeSafetensors([a, b])).toEqual(writeSafetensors([b, a]));
  });

  it('keeps the documented layout: length, JSON padded with spaces, data', () => {
    const file = writeSafetensors([['w', { dtype: 'I8', shape: [2, 1], bytes: new Uint8Array([7, 249]) }]]);
    const json = '{"w":{"dtype":"I8","shape":[2,1],"data_offsets":[0,2]}}';
    const header = json.padEnd(Math.ceil(json.length / 8) * 8, ' ');
    expect(file.length).toBe(8 + header.length + 2);
    expect([...file.subarray(0, 8)]).toEqual([header.length, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(file.subarray(8, -2))).toBe(header);
    expect([...file.subarray(-2)]).toEqual([7, 249]);
  });

  it('copies nothing and reads from inside a larger buffer', () => {
    const file = writeSafetensors([['w', fromF32(new Float32Array([1.5]), [1], 'F32')]]);
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    const { bytes } = readSafetensors(larger.subarray(3)).tensors.get('w')!;
    expect(bytes.buffer).toBe(larger.buffer);
    expect([...toF32({ dtype: 'F32', shape: [1], bytes })]).toEqual([1.5]);
  });

  it('refuses to write what could not be read', () => {
    const scalar = fromF32(new Float32Array([1]), [], 'F32');
    expect(() => writeSafetensors([['__proto__', scalar]])).toThrow('reserved');
    expect(() => writeSafetensors([['__metadata__', scalar]])).toThrow('reserved');
    expect(() => writeSafetensors([['w', { ...scalar, shape: [2] }]])).toThrow('= 8 bytes, got 4');
    expect(() => writeSafetensors([['w', scalar], ['w', scalar]])).toThrow('repeats'); // prettier-ignore
  });
});

describe('conversion', () => {
  const values = new Float32Array([0, -0, 1, -1.5, 65504, 6e-8, 3.14159, -2.71828]);

  it('is exact for F32 and keeps f16 bits', () => {
    expect(toF32(fromF32(values, [2, 4], 'F32'))).toEqual(values);
    const half = fromF32(values, [8], 'F16');
    const again = fromF32(toF32(half), [8], 'F16');
    expect(again.bytes).toEqual(half.bytes);
  });

  it('rounds BF16 to nearest even and keeps NaN and infinities', () => {
    const cases: [number, number][] = [
      [1, 0x3f80],
      [1.00390625, 0x3f80], // halfway between 0x3f80 and 0x3f81: to even
      [1.01171875, 0x3f82], // halfway between 0x3f81 and 0x3f82: to even
      [3.3895313892515355e38, 0x7f7f],
      [3.4e38, 0x7f80],
      [-Infinity, 0xff80],
    ];
    const { bytes } = fromF32(new Float32Array(cases.map(([value]) => value)), [cases.length], 'BF16');
    expect([...new Uint16Array(bytes.buffer)]).toEqual(cases.map(([, bits]) => bits));
    expect(toF32(fromF32(new Float32Array([NaN]), [1], 'BF16'))).toEqual(new Float32Array([NaN]));
  });

  it('reads the integer types and refuses the 64-bit ones', () => {
    const bytes = new Uint8Array([255, 127, 0, 128]);
    expect([...toF32({ dtype: 'I8', shape: [4], bytes })]).toEqual([-1, 127, 0, -128]);
    expect([...toF32({ dtype: 'U8', shape: [4], bytes })]).toEqual([255, 127, 0, 128]);
    expect([...toF32({ dtype: 'I16', shape: [2], bytes })]).toEqual([32767, -32768]);
    expect([...toF32({ dtype: 'BOOL', shape: [4], bytes })]).toEqual([1, 1, 0, 1]);
    const long = { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) } as const;
    expect(() => toF32(long)).toThrow(expect.objectContaining({ code: 'file-unsupported' }));
  });

  it('packs F16 rows of odd width with a padded tail', () => {
    const words = toHalfWords(fromF32(new Float32Array([1, 2, 3, 4, 5, 6]), [2, 3], 'F16'));
    expect([...words]).toEqual([
      toHalf(1) | (toHalf(2) << 16),
      toHalf(3),
      toHalf(4) | (toHalf(5) << 16),
      toHalf(6),
    ]);
  });
});
