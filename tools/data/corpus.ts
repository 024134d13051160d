/**
 * Writes the corpus for `tools/train/pocket.py` to `.training/`: tokenizer.json (trained here, by our own
 * trainer), train.bin (token ids, u16), train.mask (1 where a token belongs to an answer), train.index (per
 * tale: offset and length, u32) and questions.jsonl (held-out questions with exact answers).
 *
 *   npx tsx tools/data/corpus.ts [--tales 300000] [--heldout 4000] [--seed 20] [--ask-rate 0.85] [--tokenizer FILE] [--out DIR]
 *
 * Training tales come in order from short to long, so that a reader of the file can grow with it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { streamTales, tales, type Tale, type TalesOptions } from '../../src/lib/data/tales/index';
import { tokenizerFromTraining, type BpeTokenizer } from '../../src/lib/tokenizers/bpe/encode';
import { trainBpe } from '../../src/lib/tokenizers/bpe/train';
import { readTokenizerJson, writeTokenizerJson } from '../../src/lib/tokenizers/tokenizer-json';

const { values } = parseArgs({
  options: {
    tales: { type: 'string', default: '300000' },
    heldout: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '20' },
    'ask-rate': { type: 'string', default: '0.85' },
    vocab: { type: 'string', default: '2048' },
    tokenizer: { type: 'string' },
    out: { type: 'string', default: '.training' },
  },
});
const out = values.out;
const seed = Number(values.seed);
const SPECIALS = ['<|bos|>', '<|eos|>'];
/** Tales the tokenizer learns from. */
const TOKENIZER_TALES = 20_000;
const MAX_EVENTS = 8;
/** Longer than anything trained on: measured and reported beside. */
const LONGER = { minEvents: 9, maxEvents: 10 };
/** Tokens a model sees at once; longer tales are left out. */
const CONTEXT = 256;

/** Answer tokens carry 1: everything between «A:» and the line break. */
function encodeTale(tokenizer: BpeTokenizer, tale: Tale): { ids: number[]; mask: number[] } {
  const ids = [tokenizer.specialId('<|bos|>')!];
  const mask = [0];
  const add = (text: string, isAnswer: 0 | 1) => {
    for (const id of tokenizer.encode(text)) {
      ids.push(id);
      mask.push(isAnswer);
    }
  };
  let done = 0;
  for (const { prompt } of tale.questions) {
    add(tale.text.slice(done, prompt.length), 0);
    const end = tale.text.indexOf('\n', prompt.length);
    add(tale.text.slice(prompt.length, end), 1);
    done = end;
  }
  add(tale.text.slice(done), 0);
  ids.push(tokenizer.specialId('<|eos|>')!);
  mask.push(0);
  return { ids, mask };
}

async function makeTokenizer(): Promise<BpeTokenizer> {
  if (values.tokenizer) return readTokenizerJson(readFileSync(values.tokenizer, 'utf8'));
  const text = tales
    .generate(seed, TOKENIZER_TALES, { maxEvents: LONGER.maxEvents })
    .map((tale) => tale.text)
    .join('\n');
  const trained = await trainBpe(text, Number(values.vocab) - SPECIALS.length);
  return tokenizerFromTraining(trained, SPECIALS);
}

function writeTraining(tokenizer: BpeTokenizer, count: number): void {
  const byEvents: { ids: number[]; mask: number[] }[][] = [];
  const askRate = Number(values['ask-rate']);
  for (const tale of streamTales(seed, count, { maxEvents: MAX_EVENTS, askRate })) {
    const row = encodeTale(tokenizer, tale);
    if (row.ids.length <= CONTEXT + 1) (byEvents[tale.events.length] ??= []).push(row);
  }
  const rows = byEvents.flat();
  const total = rows.reduce((sum, row) => sum + row.ids.length, 0);
  const ids = new Uint16Array(total);
  const mask = new Uint8Array(total);
  const index = new Uint32Array(rows.length * 2);
  let offset = 0;
  rows.forEach((row, i) => {
    ids.set(row.ids, offset);
    mask.set(row.mask, offset);
    index.set([offset, row.ids.length], 2 * i);
    offset += row.ids.length;
  });
  writeFileSync(join(out, 'train.bin'), ids);
  writeFileSync(join(out, 'train.mask'), mask);
  writeFileSync(join(out, 'train.index'), index);
  const longest = rows.reduce((most, row) => Math.max(most, row.ids.length), 0);
  console.log(`${rows.length} tales, ${total} tokens, longest ${longest}`);
}

function writeQuestions(tokenizer: BpeTokenizer, file: string, count: number, lengths: TalesOptions): void {
  const lines: string[] = [];
  const bos = tokenizer.specialId('<|bos|>')!;
  for (const tale of streamTales(seed, count, { ...lengths, split: 'held-out' }))
    for (const question of tale.questions) {
      const answer = tale.lang === 'en' ? ` ${question.answer}.` : `${question.answer}。`;
      lines.push(
        JSON.stringify({
          lang: tale.lang,
          type: question.type,
          shortcutFails: question.shortcutFails,
          events: question.afterEvents,
          prompt: [bos, ...tokenizer.encode(question.prompt)],
          answer: tokenizer.encode(answer),
        }),
      );
    }
  writeFileSync(join(out, file), lines.join('\n') + '\n');
  console.log(`${file}: ${lines.length} held-out questions`);
}

mkdirSync(out, { recursive: true });
const tokenizer = await makeTokenizer();
console.log(`vocabulary ${tokenizer.vocabSize}`);
writeFileSync(join(out, 'tokenizer.json'), writeTokenizerJson(tokenizer.model));
writeTraining(tokenizer, Number(values.tales));
writeQuestions(tokenizer, 'questions.jsonl', Number(values.heldout), { maxEvents: MAX_EVENTS });
writeQuestions(tokenizer, 'questions-longer.jsonl', Math.ceil(Number(values.heldout) / 8), LONGER);
