// Round trips, and the hostile ones: bombs, ../, overlaps, lies about sizes.
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { createRandom } from '../../base/random';
import { crc32, readZip, writeZip, type ZipLimits } from '.';

const DATE = new Date('2026-11-22T00:00:00');
const text = (value: string) => new TextEncoder().encode(value);
const zip = (entries: Record<string, Uint8Array>) => zipSync(entries, { mtime: DATE });

function refusal(file: Uint8Array, limits?: ZipLimits): GlassboxError {
  try {
    readZip(file, limits);
  } catch (error) {
    if (error instanceof GlassboxError) return error;
    throw error;
  }
  throw new Error('the archive was accepted');
}

/** Overwrites bytes of the first central directory entry. */
function patchDirectory(file: Uint8Array, at: number, bytes: number[]): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const directory = view.getUint32(copy.length - 22 + 16, true);
  copy.set(bytes, directory + at);
  return copy;
}

const random = createRandom(5);
const noise = Uint8Array.from({ length: 10_000 }, () => random.int(256));
const sample = zip({ 'a.json': text('{"a":1}'.repeat(50)), 'bin/1.bin': noise.slice(0, 300) });

describe('readZip and writeZip', () => {
  it('give back every entry, stored or deflated, and the same bytes each time', () => {
    const entries: [string, Uint8Array][] = [
      ['manifest.json', text('{}')],
      ['bin/1.bin', noise],
      ['zeros.json', new Uint8Array(20_000)],
      ['empty', new Uint8Array(0)],
      ['中文/名.json', text('字')],
    ];
    const file = writeZip(entries, DATE);
    expect([...readZip(file)]).toEqual(entries);
    expect(writeZip(entries, DATE)).toEqual(file);
    expect(file.length).toBeLessThan(11_000);
    expect(() => writeZip([['a', noise], ['a', noise]], DATE)).toThrow('repeats'); // prettier-ignore
  });

  it('knows the standard checksum', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
  });

  it('leaves folders out', () => {
    expect([...readZip(zip({ 'a/': new Uint8Array(0), 'a/b': text('x') })).keys()]).toEqual(['a/b']);
  });
});

describe('readZip refuses', () => {
  it.each([
    '../up',
    'a/../../up',
    '/root',
    'C:\\x',
    'a\\b',
    'a//b',
    './a',
    'a/./b',
    '__proto__',
    'a\u0000b',
    'a/b/c/d/e/f/g/h/i',
  ])('the name %j', (name) => {
    const error = refusal(
      zip({ [`ok`]: text('1'), [name === '__proto__' ? 'x/__proto__' : name]: text('2') }),
    );
    expect(error.code).toBe('file-malformed');
    expect(error.message).toContain('no plain relative path');
  });

  it('a bomb, before inflating it', () => {
    const zeros = new Uint8Array(33 * 2 ** 20);
    const bomb = zip({ 'a.bin': zeros });
    const started = performance.now();
    expect(refusal(bomb).data).toMatchObject({
      expected: `at most ${32 * 2 ** 20} bytes`,
      got: zeros.length,
    });
    expect(performance.now() - started).toBeLessThan(50);
    expect(refusal(bomb, { maxBytes: 1000 }).code).toBe('file-unsupported');
  });

  it('a bomb that lies about its size, while inflating it', () => {
    const bomb = patchDirectory(zip({ 'a.bin': new Uint8Array(20 * 2 ** 20) }), 24, [100, 0, 0, 0]);
    const started = performance.now();
    expect(refusal(bomb).message).toContain('more than it says');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('entries that share their bytes', () => {
    const file = zip({ a: text('x'.repeat(100)), b: text('x'.repeat(100)) });
    const view = new DataView(file.buffer);
    const directory = view.getUint32(file.length - 22 + 16, true);
    view.setUint32(directory + 47 + 42, 0, true);
    expect(refusal(file).message).toContain('overlaps');
  });

  it('a wrong checksum, wrong sizes, encryption, unknown packing, a repeated name, too many entries', () => {
    expect(refusal(patchDirectory(sample, 16, [1, 2, 3, 4])).message).toContain('checksum');
    expect(refusal(patchDirectory(sample, 24, [0, 16, 0, 0])).message).toContain('less than it says');
    expect(refusal(patchDirectory(sample, 8, [1, 0])).message).toContain('encrypted');
    expect(refusal(patchDirectory(sample, 10, [12, 0])).code).toBe('file-unsupported');
    expect(refusal(sample, { maxEntries: 1 }).code).toBe('file-unsupported');
    const twice = zip({ a1: text('1'), a2: text('2') });
    expect(refusal(patchDirectory(twice, 47, [0x32])).message).toContain('twice');
  });

  it('what is no archive, and every truncation', () => {
    expect(refusal(text('<!doctype html>')).code).toBe('file-malformed');
    expect(refusal(new Uint8Array(0)).code).toBe('file-malformed');
    for (let length = 4; length < sample.length; length++)
      expect(refusal(sample.slice(0, length)).code, `${length} bytes`).toBe('file-truncated');
  });

  it('or reads, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const file = sample.slice();
        for (const [at, byte] of changes) file[at] = byte;
        try {
          readZip(file);
        } catch (error) {
          expect(error).toBeInstanceOf(GlassboxError);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
