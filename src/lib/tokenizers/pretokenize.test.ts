// Pieces join to the text, and ours cuts where it says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preTokenize, preTokenizerFromPattern, PRE_TOKENIZERS } from './pretokenize';

describe.each(Object.values(PRE_TOKENIZERS))('$name', (pre) => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (s) => void expect(preTokenize(s, pre).join('')).toBe(s)),
    );
  });
  it('is known by its pattern', () => {
    expect(preTokenizerFromPattern(pre.pattern)).toBe(pre);
  });
});

describe('clauses', () => {
  const cut = (text: string) => preTokenize(text, PRE_TOKENIZERS.clauses);
  it('cuts Chinese at grammar and punctuation', () => {
    expect(cut('米娅把灯放在花园里。小雨去了厨房。')).toEqual(
      '米娅|把|灯|放|在|花园|里|。|小雨|去|了|厨房|。'.split('|'),
    );
  });
  it('keeps one space with an English word, and line breaks apart', () => {
    expect(cut('Mia put it.\nQ: where? A: 12')).toEqual([
      'Mia',
      ' put',
      ' it',
      '.',
      '\n',
      'Q',
      ':',
      ' where',
      '?',
      ' A',
      ':',
      ' ',
      '1',
      '2',
    ]);
  });
});
