// Our merging over published vocabularies against two other implementations: gpt-tokenizer's own and tiktoken.
import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { get_encoding } from 'tiktoken';
import { describe, expect, it } from 'vitest';
import { sampleText } from './sample.test-support';
import { loadPublished } from './tiktoken';

const texts = [
  sampleText,
  'The price is 1,234,567.89 — don’t you’ll see?  \n\n\tdef f(x):\n    return x**2\n',
  '黑化肥发灰，灰化肥发黑。𠮷野家😀👨‍👩‍👧 é naïve ﷽ \u{10ffff}',
  '<|endoftext|> is text here',
];

describe.each([
  ['cl100k', cl100k, 'cl100k_base', 100_256],
  ['o200k', o200k, 'o200k_base', 199_998],
] as const)('%s', async (name, theirs, tiktokenName, size) => {
  const ours = await loadPublished(name);
  const reference = get_encoding(tiktokenName);

  it.each(texts)('gives the ids of both others, and the text back: %j', (text) => {
    const ids = ours.encode(text);
    expect(ids).toEqual(theirs(text, { disallowedSpecial: new Set() }));
    expect(ids).toEqual([...reference.encode(text, [], [])]);
    expect(ours.decode(ids)).toBe(text);
  });

  it('knows its size, empty texts and half characters', () => {
    expect(ours.vocabSize).toBe(size);
    expect(ours.encode('')).toEqual([]);
    expect(() => ours.encode('a\ud83d')).toThrow(
      expect.objectContaining({ code: 'text-lone-surrogate', data: { position: 1, unit: 'D83D' } }),
    );
    expect(() => ours.tokenBytes(10 ** 7)).toThrow(RangeError);
  });

  it('takes one piece of 60,000 characters without a break in seconds', () => {
    const long = '黑猫坐在垫子上面'.repeat(7500);
    const start = performance.now();
    expect(ours.decode(ours.encode(long))).toBe(long);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
