// tokenizer.json: written, read again, and refused by name when it is broken (Hugging Face's reader: tests/pocket-files.test.ts).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../base/errors';
import { tokenizerFromTraining } from './bpe/encode';
import { trainBpe } from './bpe/train';
import { PRE_TOKENIZERS } from './pretokenize';
import { sampleText as text } from './sample.test-support';
import { readTokenizerJson, writeTokenizerJson } from './tokenizer-json';

describe('tokenizer.json', async () => {
  const tokenizer = tokenizerFromTraining(await trainBpe(text, 600), ['<|bos|>', '<|eos|>']);
  const json = writeTokenizerJson(tokenizer.model);

  it('comes back the same', () => {
    const again = readTokenizerJson(json);
    expect(again.model).toEqual(tokenizer.model);
    expect(writeTokenizerJson(again.model)).toBe(json);
    expect(again.encode(text)).toEqual(tokenizer.encode(text));
  });

  it('reads GPT-2’s form: merges as strings, ByteLevel with its own regex', () => {
    const root = JSON.parse(json);
    root.pre_tokenizer = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
    root.model.merges = root.model.merges.map((pair: string[]) => pair.join(' '));
    const read = readTokenizerJson(JSON.stringify(root));
    expect(read.model.preTokenizer).toBe(PRE_TOKENIZERS.gpt2);
    expect(read.model.merges).toEqual(tokenizer.model.merges);
  });

  it('reads inline case flags, as Llama 3 and Qwen write them', () => {
    const root = JSON.parse(json);
    root.pre_tokenizer.pretokenizers[0].pattern.Regex = "(?i:'s|'t)|\\p{L}+|[^\\p{L}]";
    const pieces = readTokenizerJson(JSON.stringify(root)).encodePieces("it'S");
    expect(pieces.map(({ piece }) => piece)).toEqual(['it', "'S"]);
  });

  type Root = Record<string, never> & { model: Record<string, unknown>; [key: string]: unknown };
  const broken: [name: string, code: string, spoil: (root: Root) => unknown][] = [
    ['no object', 'file-malformed', () => 7],
    ['no model', 'file-malformed', () => ({})],
    ['another model', 'file-unsupported', (r) => ({ ...r, model: { ...r.model, type: 'Unigram' } })],
    ['no vocabulary', 'file-malformed', (r) => ({ ...r, model: { ...r.model, vocab: [] } })],
    ['an id twice', 'file-malformed', (r) => ({ ...r, model: { ...r.model, vocab: { a: 0, b: 0 } } })],
    ['a huge id', 'file-malformed', (r) => ({ ...r, model: { ...r.model, vocab: { a: 1e12 } } })],
    [
      'a missing byte',
      'file-malformed',
      (r) => ({ ...r, model: { ...r.model, vocab: { a: 0 }, merges: [] } }),
    ],
    [
      'a merge of the unknown',
      'file-malformed',
      (r) => ({ ...r, model: { ...r.model, merges: [['黑', 'a']] } }),
    ],
    ['merges of three', 'file-malformed', (r) => ({ ...r, model: { ...r.model, merges: ['a b c'] } })],
    ['a normalizer we lack', 'file-unsupported', (r) => ({ ...r, normalizer: { type: 'Lowercase' } })],
    ['no byte level', 'file-unsupported', (r) => ({ ...r, pre_tokenizer: { type: 'Whitespace' } })],
    ['special tokens as text', 'file-malformed', (r) => ({ ...r, added_tokens: ['<s>'] })],
  ];
  it.each(broken)('refuses %s', (_, code, spoil) => {
    const source = JSON.stringify(spoil(JSON.parse(json)));
    expect(codeOf(source)).toBe(code);
  });

  it('refuses any cut of the file by name', () => {
    for (let at = 0; at < json.length - 1; at += 997)
      expect(codeOf(json.slice(0, at))).toBe('file-malformed');
  });

  it('never fails without a name, whatever value stands wherever', () => {
    const paths = ['added_tokens', 'normalizer', 'pre_tokenizer', 'model'];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (key, value) => {
        const code = codeOf(JSON.stringify({ ...JSON.parse(json), [key]: value }));
        expect([null, 'file-malformed', 'file-unsupported']).toContain(code);
      }),
    );
  });
});

/** The failure's code, or null when the file is read. */
function codeOf(source: string): string | null {
  try {
    readTokenizerJson(source);
    return null;
  } catch (error) {
    return toFailure(error).code;
  }
}
