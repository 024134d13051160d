// The lesson's claims, asserted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainBpe } from '$lib/tokenizers/bpe/train';
import { utf8Encode } from '$lib/tokenizers/bytes';
import { readTokenizerJson, writeTokenizerJson } from '$lib/tokenizers/tokenizer-json';
import { PRE_TOKENIZERS } from '$lib/tokenizers/pretokenize';
import { loadPublished } from '$lib/tokenizers/tiktoken';
import { countCharacters, Forge, measure, pieceAt, pieceInText, windowOf } from './experiment';
import { forge as m } from './words';

const text = m.defaultText.en + '\n' + m.defaultText['zh-CN'];
const forged = async (source = text, size = 340, pre: 'clauses' | 'lines' = 'clauses') => {
  const forge = new Forge(source, pre);
  await forge.train(size);
  return forge;
};

describe('the compression curve', () => {
  it('starts at one token a byte and falls with every merge', async () => {
    const { counts, steps } = await forged();
    expect(counts[0]).toBe(utf8Encode(text).length);
    expect(counts).toHaveLength(steps.length + 1);
    expect(steps.length).toBeGreaterThan(40);
    for (let k = 1; k < counts.length; k++) expect(counts[k]).toBeLessThan(counts[k - 1]!);
  });

  it('a merge saves at most as many tokens as its pair was counted, and less where pairs overlap', async () => {
    const { counts, steps } = await forged();
    steps.forEach(({ count }, k) => expect(counts[k]! - counts[k + 1]!).toBeLessThanOrEqual(count));
    const run = await forged('aaaaaaa', 257, 'lines');
    expect(run.steps[0]!.count).toBe(6);
    expect(run.counts).toEqual([7, 4]);
  });

  it('merges that may cross words shorten the text more than merges that may not', async () => {
    const free = await forged(text, 320, 'lines');
    const bound = await forged(text, 320, 'clauses');
    expect(free.counts.at(-1)).toBeLessThan(bound.counts.at(-1)!);
  });
});

describe('what the comparison shows', () => {
  it.each(['en', 'zh-CN'] as const)(
    'a list learned by heart beats o200k there, and nowhere else (%s)',
    async (lang) => {
      const own = (await forged(m.defaultText[lang], 400, 'lines')).tokenizerAt(60);
      const o200k = await loadPublished('o200k');
      const cl100k = await loadPublished('cl100k');
      const count = (source: string) => [own, o200k, cl100k].map((each) => measure(source, each).tokens);
      const [here, there] = [count(m.defaultText[lang]), count(m.otherDefault[lang])];
      expect(here[0]).toBeLessThan(here[1]!);
      expect(there[0]).toBeGreaterThan(2 * there[1]!);
      expect(there[1]).toBeLessThan(there[2]!);
    },
  );
});

describe('stepping', () => {
  it('back restores the same ids, whatever the way there', async () => {
    const forge = await forged();
    const seen = Array.from({ length: forge.steps.length + 1 }, (_, at) => forge.idsAt(at));
    seen.forEach((ids, at) => expect(ids).toHaveLength(forge.counts[at]!));
    fc.assert(
      fc.property(fc.array(fc.nat(forge.steps.length), { maxLength: 12 }), (walk) => {
        for (const at of walk) {
          expect(forge.idsAt(at)).toEqual(seen[at]);
          const [first] = forge.pairsAt(at, 1);
          const next = forge.steps[at];
          if (next) expect(first).toEqual({ left: next.left, right: next.right, count: next.count });
        }
      }),
    );
  });

  it('finds the merges that training in one go finds, also in two runs', async () => {
    const whole = await trainBpe(text, 330);
    const inOne = await forged(text, 330);
    const inTwo = await forged(text, 300);
    inTwo.idsAt(5);
    await inTwo.train(330);
    expect(inOne.steps).toEqual(whole.merges);
    expect(inTwo.steps).toEqual(whole.merges);
    expect(inTwo.counts).toEqual(inOne.counts);
  });

  it('the tokenizer of a step encodes the text as the step shows it, also from its file', async () => {
    const forge = await forged();
    for (const at of [0, 1, 17, forge.steps.length]) {
      const tokenizer = forge.tokenizerAt(at);
      expect(tokenizer.encode(text)).toEqual(forge.idsAt(at));
      const again = readTokenizerJson(writeTokenizerJson(tokenizer.model));
      expect(again.encode(text)).toEqual(forge.idsAt(at));
      expect(again.model.preTokenizer).toEqual(PRE_TOKENIZERS.clauses);
    }
  });

  it('stops when asked, keeps what it has, and can be cancelled', async () => {
    const forge = new Forge(text, 'clauses');
    await forge.train(1000, { stopped: () => forge.steps.length >= 7 });
    expect(forge.steps).toHaveLength(7);
    const long = new Forge(text.repeat(400), 'lines');
    const signal = AbortSignal.abort();
    await expect(long.train(2000, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('tokens on screen', () => {
  it('a window into a long text cuts no character', async () => {
    const forge = new Forge('黑'.repeat(50), 'lines');
    const ids = forge.idsAt(0);
    const pieces = windowOf(forge.tokenizerAt(0), ids, 4, 3);
    expect(pieces.map(({ partial }) => partial)).toEqual(
      [1, 1, 1].map((have) => ({ have, need: 3, char: '黑' })),
    );
  });

  it('a token that is a part of a character says which part of which, from the text', () => {
    const source = utf8Encode('白黑');
    expect(pieceInText(256, Uint8Array.of(0xe9, 0xbb), source)).toEqual({
      id: 256,
      bytes: [0xe9, 0xbb],
      text: '',
      partial: { have: 2, need: 3, char: '黑' },
    });
    expect(pieceAt(0xbb, Uint8Array.of(0xbb), utf8Encode('黑'), 1).partial?.char).toBe('黑');
    expect(pieceInText(300, Uint8Array.of(0xff), source).text).toBe('⟨FF⟩');
    expect(pieceInText(65, Uint8Array.of(65), source).text).toBe('A');
  });

  it('every Chinese character is three bytes, and its parts add up', async () => {
    const forge = await forged('黑猫黑夜黑板', 257, 'lines');
    const tokenizer = forge.tokenizerAt(1);
    // BB before E9: the tie goes to the pair of lower ids, so the character's end is merged first.
    const parts = windowOf(tokenizer, tokenizer.encode('黑'), 0, 9).map(({ partial }) => partial);
    expect(parts).toEqual([1, 2].map((have) => ({ have, need: 3, char: '黑' })));
    expect(measure('黑猫', forge.tokenizerAt(0))).toEqual({ tokens: 6, characters: 2, bytes: 6 });
    expect(countCharacters('a黑😀')).toBe(3);
  });
});
