// The command line: its contract (one JSON object, exit codes) as a process, and its arithmetic in this process.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promptIds } from '../src/lib/infer/windows';
import type { LlamaConfig } from '../src/lib/models/llama/config';
import { tokenizerFromTraining, type BpeTokenizer } from '../src/lib/tokenizers/bpe/encode';
import { trainBpe } from '../src/lib/tokenizers/bpe/train';
import { writeTokenizerJson } from '../src/lib/tokenizers/tokenizer-json';
import { main } from '../tools/cli/main';
import { writeModel } from '../tools/cli/write-model';
import { FORWARD_CONFIG, lively } from './support/golden';
import { pageService } from './support/page-service';

const TEXT = 'Mia put the lamp in the garden. Ben put the cup in the garden. 米娅把灯放在花园里。\n'.repeat(
  3,
);
let folder: string;
let tokenizer: BpeTokenizer;
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glassbox-cli-'));
  tokenizer = tokenizerFromTraining(await trainBpe(TEXT, 280), ['<|bos|>', '<|eos|>']);
  const config: LlamaConfig = { ...FORWARD_CONFIG, vocabSize: tokenizer.vocabSize, maxPositions: 24 };
  await writeModel(inFolder('tiny'), config, writeTokenizerJson(tokenizer.model), lively(config, 3));
  await writeFile(inFolder('text.txt'), TEXT);
  await writeFile(inFolder('empty.txt'), '');
  await writeFile(inFolder('latin1.txt'), Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command here; the folder's files are named with a leading @. */
async function cli(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const given = args.map((arg) => (arg.startsWith('@') ? inFolder(arg.slice(1)) : arg));
  const code = await main(given, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err: err.join('\n') };
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await cli(...args, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toHaveLength(1);
  return JSON.parse(out[0]!) as Record<string, unknown>;
}

/** The real thing: `node scripts/run-ts.mjs tools/cli.ts …`, which is what `npm run cli` says. */
const spawned = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const all = ['scripts/run-ts.mjs', 'tools/cli.ts', ...args];
    execFile(process.execPath, all, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe('as a process', { timeout: 90_000 }, () => {
  it('is what npm run cli starts', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { cli: string } };
    expect(scripts.cli).toBe('node scripts/run-ts.mjs tools/cli.ts');
  });

  it('prints exactly one object and nothing else', async () => {
    const args = ['generate', '--model', inFolder('tiny'), '--prompt', 'Mia', '--tokens', '3', '--seed', '1'];
    const { code, stdout, stderr } = await spawned(...args, '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.endsWith('}\n')).toBe(true);
    const { text } = JSON.parse(stdout) as { text: string };
    expect(text.startsWith('Mia')).toBe(true);
  });

  it('ends with 2 on bad arguments, and says what is wrong', async () => {
    const { code, stdout, stderr } = await spawned(
      'tokenize',
      '--tokenizer',
      inFolder('nowhere.json'),
      '--text',
      'a',
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: --tokenizer .*nowhere\.json: there is no such file\n$/);
  });
});

describe('bad arguments end with 2', () => {
  const model = ['--model', '@tiny'];
  it.each([
    [[], 'usage:'],
    [['dance'], 'there is no command "dance"'],
    [['toString'], 'there is no command "toString"'],
    [['tokenize', '--text', 'a'], '--tokenizer is missing'],
    [['tokenize', '--tokenizer', '@tiny'], 'one of the two'],
    [['tokenize', '--tokenizer', '@tiny', '--file', '@none.txt'], 'there is no such file'],
    [['tokenize', '--tokenizer', '@tiny', '--file', '@tiny'], 'it is a folder'],
    [['tokenize', '--tokenizer', '@tiny', '--text', 'a', '--text', 'b'], '--text is given 2 times'],
    [['generate', ...model, '--tokens', '3'], '--prompt is missing'],
    [['generate', ...model, '--prompt', 'a'], '--tokens is missing'],
    [['generate', ...model, '--prompt', 'a', '--tokens', 'many'], '--tokens must be a whole number'],
    [['generate', ...model, '--prompt', 'a', '--tokens', '0'], 'at least 1'],
    [['generate', ...model, '--prompt', 'a', '--tokens', '3', '--temperature', '-1'], '--temperature'],
    [['generate', '--model', '@nowhere', '--prompt', 'a', '--tokens', '3'], 'there is no such folder'],
    [['perplexity', ...model, '--file', '@text.txt', '--weights', 'int3'], 'f32, f16, int8, int4'],
    [['perplexity', ...model, '--file', '@text.txt', '--group', '6'], 'a multiple of 4'],
    [['perplexity', ...model, '--file', '@text.txt', '--device', 'tpu'], 'cpu, webgpu'],
    [['perplexity', ...model, '--file', '@text.txt', '--wat'], '--wat'],
    [['train'], '--config is missing'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await cli(...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(out).toEqual([]);
  });
});

describe('bad files end with 1', () => {
  it.each([
    ['an empty text', ['perplexity', '--model', '@tiny', '--file', '@empty.txt'], 'text-empty'],
    ['no UTF-8', ['perplexity', '--model', '@tiny', '--file', '@latin1.txt'], 'expected UTF-8 text'],
    [
      'too long a prompt',
      ['generate', '--model', '@tiny', '--prompt', TEXT, '--tokens', '1'],
      'text-too-long',
    ],
    ['no tokenizer', ['tokenize', '--tokenizer', '@text.txt', '--text', 'a'], 'file-malformed'],
    ['no config', ['train', '--config', '@text.txt'], 'expected JSON'],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await cli(...args);
    expect(err).toContain(message);
    expect(code).toBe(1);
    expect(out).toEqual([]);
  });

  it('names the field of a train config that is wrong', async () => {
    const write = (config: object) => writeFile(inFolder('config.json'), JSON.stringify(config));
    const corpus = { kind: 'text', text: TEXT };
    await write({ corpus, settings: { layer: 2 } });
    expect((await cli('train', '--config', '@config.json')).err).toContain('settings.layer must be one of');
    await write({ corpus, settings: { hiddenSize: 30, heads: 4, kvHeads: 2 } });
    expect((await cli('train', '--config', '@config.json')).err).toContain('a multiple of 2 · heads = 8');
    await write({ corpus: { kind: 'poems' } });
    expect((await cli('train', '--config', '@config.json')).err).toContain('corpus must be');
  });
});

describe('tokenize', () => {
  it('gives the ids of our own tokenizer, special tokens never recognised in text', async () => {
    const { ids } = await json('tokenize', '--tokenizer', '@tiny/tokenizer.json', '--file', '@text.txt');
    expect(ids).toEqual(tokenizer.encode(TEXT));
    const spelled = await json('tokenize', '--tokenizer', '@tiny', '--text', '<|bos|>');
    expect((spelled['ids'] as number[]).length).toBeGreaterThan(1);
  });

  it('gives the ids of two published vocabularies', async () => {
    const cl100k = await import('tiktoken').then(({ get_encoding }) => get_encoding('cl100k_base'));
    const o200k = await import('tiktoken').then(({ get_encoding }) => get_encoding('o200k_base'));
    const text = `${TEXT}It's 2026, isn't it?\t\n\n  naïve 𝕏 👩‍👩‍👧 <|endoftext|>`;
    const of = async (name: string) => (await json('tokenize', '--tokenizer', name, '--text', text))['ids'];
    expect(await of('cl100k')).toEqual([...cl100k.encode(text, [], [])]);
    expect(await of('o200k')).toEqual([...o200k.encode(text, [], [])]);
  });
});

describe('generate', () => {
  const args = ['generate', '--model', '@tiny', '--prompt', 'Mia put', '--tokens', '9'];
  it('is greedy at temperature 0 whatever the seed, and repeats itself for a seed otherwise', async () => {
    const greedy = await json(...args, '--temperature', '0', '--seed', '1');
    expect((await json(...args, '--temperature', '0', '--seed', '2'))['ids']).toEqual(greedy['ids']);
    const [one, again, other] = [
      await json(...args, '--seed', '7'),
      await json(...args, '--seed', '7'),
      await json(...args, '--seed', '8'),
    ];
    expect(again['ids']).toEqual(one['ids']);
    expect(other['ids']).not.toEqual(one['ids']);
  });

  it('gives text and ids of prompt and continuation, which say the same', async () => {
    const { text, ids, tokensPerSecond } = await json(...args, '--seed', '7');
    expect((text as string).startsWith('Mia put')).toBe(true);
    expect(tokenizer.decode(ids as number[])).toBe(text);
    expect(tokensPerSecond as number).toBeGreaterThan(0);
  });

  it('reads the prompt behind <|bos|>, as the page does', async () => {
    const { ids } = await json(...args, '--temperature', '0', '--weights', 'f32');
    const { service, context } = await pageService(inFolder('tiny'), { m: { precision: 'f32' } });
    const prompt = promptIds(tokenizer, 'Mia put');
    const made = await service.generate({ key: 'm', ids: prompt, tokens: 9 }, context);
    const kept = made.ids.filter((id) => id !== tokenizer.specialId('<|eos|>'));
    expect([...prompt.slice(1), ...kept]).toEqual(ids);
  });
});

describe('perplexity and compare', () => {
  const file = ['--file', '@text.txt'];
  it('say the same of a text, token for token', async () => {
    const f32 = await json('perplexity', '--model', '@tiny', ...file, '--weights', 'f32');
    const int4 = await json('perplexity', '--model', '@tiny', ...file, '--weights', 'int4', '--group', '16');
    expect(f32['tokens']).toBe(tokenizer.encode(TEXT).length);
    expect(Math.exp(f32['nll'] as number)).toBeCloseTo(f32['perplexity'] as number, 9);
    const pair = ['--a', 'f32', '--b', 'int4', '--group', '16'];
    const both = await json('compare', '--model', '@tiny', ...file, ...pair);
    expect(both['tokens']).toBe(f32['tokens']);
    expect(both['nllA']).toBeCloseTo(f32['nll'] as number, 5);
    expect(both['nllB']).toBeCloseTo(int4['nll'] as number, 5);
    expect(both['ratio']).toBeCloseTo((int4['perplexity'] as number) / (f32['perplexity'] as number), 4);
    expect(both['kl'] as number).toBeGreaterThan(0);
    expect(both['agreement'] as number).toBeLessThan(1);
  });

  it('say what the page says, to the last bit on one device', async () => {
    const formats = { a: { precision: 'f16' }, b: { precision: 'int4', group: 32 } } as const;
    const { service, context } = await pageService(inFolder('tiny'), formats);
    const page = await service.compareText({ keys: ['a', 'b'], ids: tokenizer.encode(TEXT) }, context);
    const { each, ...means } = page;
    expect(each).toHaveLength(page.tokens);
    expect(await json('compare', '--model', '@tiny', ...file)).toMatchObject(means);
    const alone = await service.perplexity({ key: 'b', ids: tokenizer.encode(TEXT) }, context);
    expect(await json('perplexity', '--model', '@tiny', ...file, '--weights', 'int4')).toEqual(alone);
  });

  it('find no difference between a model and itself', async () => {
    const same = await json('compare', '--model', '@tiny', ...file, '--a', 'int8', '--b', 'int8');
    expect(same).toMatchObject({ kl: 0, agreement: 1, ratio: 1 });
  });

  it('read documents one by one, each from its own beginning', async () => {
    const bos = tokenizer.specialId('<|bos|>')!;
    const docs = ['Mia put the lamp.', 'Ben put the cup in the garden.'].map((t) => tokenizer.encode(t));
    const tales = docs.map((ids) => ({ ids: [bos, ...ids] }));
    await writeFile(inFolder('tales.json'), JSON.stringify({ tales }));
    const whole = await json('perplexity', '--model', '@tiny', '--file', '@tales.json', '--documents');
    const parts = await Promise.all(
      ['Mia put the lamp.', 'Ben put the cup in the garden.'].map(async (text, i) => {
        await writeFile(inFolder(`part-${i}.txt`), text);
        return json('perplexity', '--model', '@tiny', '--file', `@part-${i}.txt`);
      }),
    );
    const total = parts.reduce((sum, part) => sum + (part['nll'] as number) * (part['tokens'] as number), 0);
    expect(whole['tokens']).toBe(docs.flat().length);
    expect(whole['nll']).toBeCloseTo(total / docs.flat().length, 6);
  });
});

describe('train', () => {
  it('makes a model that generate and perplexity can read', { timeout: 60_000 }, async () => {
    const settings = { layers: 1, hiddenSize: 32, heads: 2, kvHeads: 1, context: 16, batch: 4 };
    const schedule = { peak: 1e-2, warmup: 3, steps: 25 };
    const config = {
      corpus: { kind: 'text', text: TEXT.repeat(4) },
      vocabSize: 270,
      settings: { ...settings, schedule },
      out: inFolder('made'),
    };
    await writeFile(inFolder('config.json'), JSON.stringify(config));
    const done = await json('train', '--config', '@config.json');
    const losses = done['losses'] as number[];
    expect(losses).toHaveLength(25);
    expect(losses[0]).toBeCloseTo(Math.log(done['vocabSize'] as number), 1);
    expect(done['loss'] as number).toBeLessThan(losses[0]! - 1);
    const ours = await json('perplexity', '--model', '@made', '--file', '@text.txt', '--weights', 'f32');
    expect(ours['nll'] as number).toBeLessThan(losses[0]! - 1);
  });
});

describe('the shipped model', { timeout: 60_000 }, () => {
  it('tokenises and continues a tale', async () => {
    const { ids } = await json(
      'tokenize',
      '--tokenizer',
      'pocket',
      '--text',
      'Mia put the lamp in the garden.',
    );
    expect((ids as number[]).length).toBeLessThan(12);
    const prompt = ['--prompt', 'Mia put the', '--tokens', '12', '--temperature', '0'];
    const { text } = await json('generate', '--model', 'pocket', ...prompt);
    expect((text as string).startsWith('Mia put the ')).toBe(true);
  });
});
