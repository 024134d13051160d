// The shipped model's folder: Hugging Face's own tokenizer library reads our tokenizer.json alike, the recorded
// ids are the tokenizer's, the weights have the shapes that the configuration says.
import { Tokenizer as HfTokenizer } from '@huggingface/tokenizers';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldOutCombinations, tales, talesLexicon } from '../src/lib/data/tales/index';
import { readTokenizerJson, writeTokenizerJson } from '../src/lib/tokenizers/tokenizer-json';

const folder = new URL('../static/models/pocket/', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const json = <T>(file: string) => JSON.parse(text(file)) as T;

interface HeldOut {
  losses: Record<string, { loss: number; tokens: number }>;
  tales: { lang: 'en' | 'zh-CN'; text: string; ids: number[]; nll: number; predicted: number }[];
}
interface Golden {
  prompts: { text: string; ids: number[]; logits: number[]; attention: number[]; attentionShape: number[] }[];
}

const tokenizer = readTokenizerJson(text('tokenizer.json'));
const [bos, eos] = [tokenizer.specialId('<|bos|>')!, tokenizer.specialId('<|eos|>')!];
const config = json<Record<string, number>>('config.json');

describe('the tokenizer', () => {
  const theirs = new HfTokenizer(json('tokenizer.json'), {});

  it('is written as it was read, and fits the configuration', () => {
    expect(JSON.parse(writeTokenizerJson(tokenizer.model))).toEqual(json('tokenizer.json'));
    expect(tokenizer.vocabSize).toBe(config.vocab_size);
    expect([bos, eos]).toEqual([config.bos_token_id, config.eos_token_id]);
  });

  it('gives the ids that Hugging Face’s library gives, and decodes as it does', () => {
    const agree = (s: string) => {
      const ids = tokenizer.encode(s);
      expect(theirs.encode(s, { add_special_tokens: false }).ids, JSON.stringify(s)).toEqual(ids);
      expect(tokenizer.decode(ids)).toBe(s);
    };
    for (const tale of tales.generate(77, 40)) agree(tale.text);
    const letters = [...'Mia put the lamp灯在花园里。，？： \n12?é😀ñ黑', ' the', '  ', '把'];
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...letters), maxLength: 60 }), agree));
  });

  it.each(['en', 'zh-CN'] as const)('has every name, thing and place as one token: %s', (lang) => {
    const { names, things, places } = talesLexicon(lang);
    const space = lang === 'en' ? ' ' : '';
    for (const word of [...names, ...things, ...places.map((place) => place.noun)])
      expect(tokenizer.encode(space + word), word).toHaveLength(1);
  });
});

describe('held-out text', () => {
  const heldOut = json<HeldOut>('heldout.json');

  it('is what the tokenizer says, and its losses add up', () => {
    let [nll, predicted] = [0, 0];
    for (const tale of heldOut.tales) {
      expect(tale.ids).toEqual([bos, ...tokenizer.encode(tale.text), eos]);
      expect(tale.predicted).toBe(tale.ids.length - 1);
      nll += tale.nll;
      predicted += tale.predicted;
    }
    expect(heldOut.losses.all!.tokens).toBe(predicted);
    expect(heldOut.losses.all!.loss).toBeCloseTo(nll / predicted, 5);
    expect(predicted).toBeGreaterThan(3000);
  });

  it('comes from held-out tales', () => {
    const made = tales.generate(2026, heldOut.tales.length, { split: 'held-out', maxEvents: 8 });
    expect(heldOut.tales.map((tale) => tale.text)).toEqual(made.map((tale) => tale.text));
    for (const tale of made) expect(heldOutCombinations(tale.cast).length).toBeGreaterThan(0);
  });
});

describe('golden numbers', () => {
  const { prompts } = json<Golden>('golden.json');

  it('are probabilities of the right shapes, causal', () => {
    for (const prompt of prompts) {
      expect(prompt.ids).toEqual([bos, ...tokenizer.encode(prompt.text)]);
      expect(prompt.logits).toHaveLength(config.vocab_size!);
      const T = prompt.ids.length;
      expect(prompt.attentionShape).toEqual([config.num_hidden_layers, config.num_attention_heads, T, T]);
      for (let row = 0; row < prompt.attention.length / T; row++) {
        const values = prompt.attention.slice(row * T, (row + 1) * T);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
        expect(values.slice((row % T) + 1).every((value) => value === 0)).toBe(true);
      }
    }
  });
});

describe('the weights', () => {
  it('are f16 of the shapes the configuration says, at most 8 MB', () => {
    const file = readFileSync(new URL('model.safetensors', folder));
    expect(file.length).toBeLessThanOrEqual(8_000_000);
    const length = Number(file.readBigUInt64LE(0));
    const header = JSON.parse(file.toString('utf8', 8, 8 + length)) as Record<
      string,
      { dtype: string; shape: number[]; data_offsets: [number, number] }
    >;
    delete header['__metadata__'];
    const C = config.hidden_size!;
    expect(Object.keys(header)).toHaveLength(2 + 9 * config.num_hidden_layers!);
    expect(header['model.embed_tokens.weight']!.shape).toEqual([config.vocab_size, C]);
    expect(header['model.layers.0.mlp.down_proj.weight']!.shape).toEqual([C, config.intermediate_size]);
    expect(header['model.layers.0.self_attn.k_proj.weight']!.shape).toEqual([
      config.num_key_value_heads! * config.head_dim!,
      C,
    ]);
    let end = 0;
    for (const { dtype, shape, data_offsets } of Object.values(header)) {
      expect(dtype).toBe('F16');
      expect(data_offsets).toEqual([end, end + 2 * shape.reduce((a, b) => a * b)]);
      end = data_offsets[1];
    }
    expect(file.length).toBe(8 + length + end);
  });
});
