import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random';
import { planArenas, type Span } from './plan';

function overlaps(spans: Span[], maxBytes: number) {
  const { places, arenaBytes } = planArenas(spans, maxBytes);
  const clashes: string[] = [];
  for (let i = 0; i < spans.length; i++) {
    const a = spans[i]!;
    const p = places[i]!;
    expect(p.offset % 256).toBe(0);
    expect(p.offset + a.bytes).toBeLessThanOrEqual(arenaBytes[p.arena]!);
    for (let j = 0; j < i; j++) {
      const b = spans[j]!;
      const q = places[j]!;
      const sameTime = a.first <= b.last && b.first <= a.last;
      const samePlace = p.arena === q.arena && p.offset < q.offset + b.bytes && q.offset < p.offset + a.bytes;
      if (sameTime && samePlace) clashes.push(`${i}/${j}`);
    }
  }
  return { clashes, arenaBytes };
}

describe('planArenas', () => {
  it('never lets two living tensors overlap', () => {
    const random = createRandom(7);
    for (let round = 0; round < 50; round++) {
      const spans = Array.from({ length: 40 }, () => {
        const first = random.int(60);
        return { bytes: 4 + random.int(5000), first, last: first + random.int(20) };
      });
      const { clashes, arenaBytes } = overlaps(spans, 16384);
      expect(clashes).toEqual([]);
      for (const bytes of arenaBytes) expect(bytes).toBeLessThanOrEqual(16384);
    }
  });

  it('re-uses memory along a chain: two buffers suffice', () => {
    const chain = Array.from({ length: 30 }, (_, i) => ({ bytes: 1024, first: i, last: i + 1 }));
    expect(planArenas(chain, 2 ** 27).arenaBytes).toEqual([2048]);
  });

  it('refuses a tensor larger than any arena', () => {
    expect(() => planArenas([{ bytes: 1000, first: 0, last: 0 }], 512)).toThrow('1024 bytes does not fit');
  });
});
