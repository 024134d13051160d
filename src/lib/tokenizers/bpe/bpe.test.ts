// The trainer against a naive second one; encoding against merging by hand; round trips on anything.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { utf8Encode } from '../bytes';
import { preTokenize, PRE_TOKENIZERS } from '../pretokenize';
import { sampleText as text } from '../sample.test-support';
import { createBpeTokenizer, tokenizerFromTraining, type MergeTree } from './encode';
import { BpeTrainer, mergePair, trainBpe } from './train';

/** Counts everything anew at each step: slow, and with nothing to keep in order. */
function trainNaively(source: string, steps: number): [left: number, right: number, count: number][] {
  let pieces = preTokenize(source, PRE_TOKENIZERS.clauses).map((piece) => [...utf8Encode(piece)]);
  const merges: [number, number, number][] = [];
  for (let id = 256; id < 256 + steps; id++) {
    const counts = new Map<string, number>();
    for (const piece of pieces)
      for (let i = 0; i + 1 < piece.length; i++) {
        const key = `${piece[i]},${piece[i + 1]}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    const ranked = [...counts].map(
      ([key, count]) => [...key.split(',').map(Number), count] as [number, number, number],
    );
    ranked.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
    const best = ranked[0];
    if (!best || best[2] < 2) break;
    merges.push(best);
    pieces = pieces.map((piece) => mergePair(piece, best[0], best[1], id));
  }
  return merges;
}

describe('training', () => {
  it('makes the merges a naive trainer makes', async () => {
    const trained = await trainBpe(text, 256 + 60);
    expect(trained.merges.map(({ left, right, count }) => [left, right, count])).toEqual(
      trainNaively(text, 60),
    );
  });

  it('does so on texts of few letters too, where pairs overlap and ties abound', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'aa', ' ', '黑'), maxLength: 60 }),
        (source) => {
          const trainer = new BpeTrainer(source);
          for (let i = 0; i < 12; i++) if (!trainer.step()) break;
          expect(trainer.merges.map(({ left, right, count }) => [left, right, count])).toEqual(
            trainNaively(source, 12),
          );
        },
      ),
    );
  });

  it('ranks pairs so that the next step takes the first, ties to the lower ids', () => {
    const trainer = new BpeTrainer('cdcd abab', { preTokenizer: PRE_TOKENIZERS.lines });
    expect(trainer.rankedPairs(2)).toEqual([
      { left: 97, right: 98, count: 2 },
      { left: 99, right: 100, count: 2 },
    ]);
    expect(trainer.step()).toEqual({ left: 97, right: 98, count: 2, id: 256 });
    expect(trainer.textIds()).toEqual([99, 100, 99, 100, 32, 256, 256]);
  });

  it('steps back to exactly where it was', () => {
    const trainer = new BpeTrainer(text);
    for (let i = 0; i < 20; i++) trainer.step();
    const before = { ids: trainer.textIds(), pairs: trainer.rankedPairs(50), next: trainer.nextPair() };
    const after = trainer.step();
    trainer.step();
    expect(trainer.back() && trainer.back()).toBe(true);
    expect({ ids: trainer.textIds(), pairs: trainer.rankedPairs(50), next: trainer.nextPair() }).toEqual(
      before,
    );
    expect(trainer.step()).toEqual(after);
    const fresh = new BpeTrainer('ab');
    expect(fresh.back()).toBe(false);
    expect(fresh.step()).toBeNull();
  });

  it('counts its tokens as it goes, forwards and several steps back', () => {
    const trainer = new BpeTrainer(text);
    const counts = [trainer.tokenCount];
    while (trainer.merges.length < 40 && trainer.step()) counts.push(trainer.tokenCount);
    expect(counts.at(-1)).toBe(trainer.textIds().length);
    expect(trainer.back(31)).toBe(true);
    expect(trainer.merges).toHaveLength(9);
    expect(trainer.tokenCount).toBe(counts[9]);
    expect(trainer.textIds()).toHaveLength(counts[9]!);
    expect(trainer.back(10)).toBe(false);
  });

  it('keeps merges inside clauses and apart from grammar', async () => {
    const { tokens } = await trainBpe(text, 1000);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (const bytes of tokens) {
      let word: string;
      try {
        word = decoder.decode(bytes);
      } catch {
        continue;
      }
      if (word.length > 1) expect(word).not.toMatch(/[，。？：在把了里上]|[.?,:] /);
    }
  });

  it('can be cancelled, and reports progress', async () => {
    const control = new AbortController();
    const seen: number[] = [];
    const run = trainBpe(text, 700, {
      signal: control.signal,
      onProgress: (done) => {
        seen.push(done);
        control.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([32]);
  });

  it('refuses a lone surrogate and takes an empty text', () => {
    expect(() => new BpeTrainer('ab\ud800')).toThrow(GlassboxError);
    expect(new BpeTrainer('').step()).toBeNull();
  });
});

describe('encoding', async () => {
  const trained = await trainBpe(text, 800);
  const tokenizer = tokenizerFromTraining(trained, ['<|bos|>', '<|eos|>']);

  it('gives text back, whatever the text', () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 80 });
    const near = fc.array(
      fc.constantFrom('灯', '在', ' the', ' lamp', '\n', '  ', '😀', '。', '7', 'é', '\ufeff'),
    );
    fc.assert(fc.property(anything, (s) => void expect(tokenizer.decode(tokenizer.encode(s))).toBe(s)));
    fc.assert(
      fc.property(near, (s) => void expect(tokenizer.decode(tokenizer.encode(s.join('')))).toBe(s.join(''))),
    );
    expect(tokenizer.encode('')).toEqual([]);
  });

  it('equals merging in rank order by hand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'the lamp garden灯花园里在aaa'), { maxLength: 40 }),
        (chars) => {
          const source = chars.join('');
          const byHand = preTokenize(source, trained.preTokenizer).flatMap((piece) => {
            let ids = [...utf8Encode(piece)];
            for (const { left, right, id } of trained.merges) ids = mergePair(ids, left, right, id);
            return ids;
          });
          expect(tokenizer.encode(source)).toEqual(byHand);
        },
      ),
    );
  });

  it('takes a piece of 100,000 letters in well under a second', () => {
    const long = 'garden'.repeat(17_000);
    const start = performance.now();
    expect(tokenizer.decode(tokenizer.encode(long))).toBe(long);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('names the lone surrogate’s place and does not read special tokens out of text', () => {
    expect(() => tokenizer.encode('lamp \udc00')).toThrow(
      expect.objectContaining({ data: { position: 5, unit: 'DC00' } }),
    );
    expect(tokenizer.encode('<|bos|>')).not.toContain(tokenizer.specialId('<|bos|>'));
    expect(tokenizer.decode([tokenizer.specialId('<|bos|>')!])).toBe('<|bos|>');
  });

  it('shows how a token came to be', () => {
    const leaves = (node: MergeTree): number[] => node.halves?.flatMap(leaves) ?? [...node.bytes];
    for (let id = 0; id < trained.tokens.length; id++) {
      const tree = tokenizer.mergeTree(id);
      expect(leaves(tree)).toEqual([...tokenizer.tokenBytes(id)]);
      expect(tree.rank).toBe(id < 256 ? null : id - 256);
    }
    expect(tokenizer.tokenText(tokenizer.encode(' the')[0]!)).toBe(' the');
    expect(tokenizer.mergeTree(65).halves).toBeNull();
    expect(() => tokenizer.mergeTree(5000)).toThrow(RangeError);
  });

  it('refuses a vocabulary that lacks a byte', () => {
    expect(() => createBpeTokenizer({ ...tokenizer.model, tokens: tokenizer.model.tokens.slice(1) })).toThrow(
      /0x/,
    );
  });
});
