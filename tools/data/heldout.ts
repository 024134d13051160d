/**
 * Writes what `tools/train/export.py` measures the model on: `.training/heldout.json` (held-out tales as text and
 * ids) and `.training/golden-prompts.json` (one fixed prompt in each language). Needs `.training/tokenizer.json`.
 *
 *   npx tsx tools/data/heldout.ts [--tales 44] [--seed 2026] [--out .training]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { streamTales } from '../../src/lib/data/tales/index';
import { readTokenizerJson } from '../../src/lib/tokenizers/tokenizer-json';

const { values } = parseArgs({
  options: {
    tales: { type: 'string', default: '48' },
    seed: { type: 'string', default: '2026' },
    out: { type: 'string', default: '.training' },
  },
});

const PROTOCOL =
  'Each tale alone: ids = [<|bos|>, ...encode(text), <|eos|>]; every token after the first is predicted from all ' +
  'before it. `nll` is the sum of negative log-likelihoods in nats over `predicted` tokens; a loss is sum(nll) / ' +
  'sum(predicted). heldout.txt holds the same tales, without their last line break, parted by an empty line.';

/** Story, then question. `story` is the number of ids (with <|bos|>) that tell and do not ask. */
const PROMPTS = [
  {
    lang: 'en',
    story: 'Mia put the lamp in the garden. Ben went to the kitchen. Mia walked to the station.',
    question: '\nQ: where is the lamp? A:',
  },
  {
    lang: 'zh-CN',
    story: '米娅把灯放在花园里。小雨去了厨房。米娅走到了车站。',
    question: '\n问：灯在哪里？答：',
  },
];

const tokenizer = readTokenizerJson(readFileSync(join(values.out, 'tokenizer.json'), 'utf8'));
const bos = tokenizer.specialId('<|bos|>')!;
const eos = tokenizer.specialId('<|eos|>')!;

const tales = [
  ...streamTales(Number(values.seed), Number(values.tales), { split: 'held-out', maxEvents: 8 }),
].map(({ lang, text }) => ({ lang, text, ids: [bos, ...tokenizer.encode(text), eos] }));
writeFileSync(join(values.out, 'heldout.json'), JSON.stringify({ protocol: PROTOCOL, tales }));
console.log(
  `${tales.length} tales, ${tales.reduce((sum, { ids }) => sum + ids.length - 1, 0)} tokens predicted`,
);

const prompts = PROMPTS.map(({ lang, story, question }) => {
  const told = [bos, ...tokenizer.encode(story)];
  return { lang, text: story + question, ids: [...told, ...tokenizer.encode(question)], story: told.length };
});
writeFileSync(join(values.out, 'golden-prompts.json'), JSON.stringify(prompts));
