/** `tokenize`: a text's token ids, without special tokens. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readTokenizerJson } from '../../src/lib/tokenizers/tokenizer-json';
import { need, readOptions, UsageError, type Options } from './arguments';
import { POCKET, readText } from './files';
import type { CommandResult } from './output';

type Encode = (text: string) => number[];

/** Real vocabularies from npm. Text that spells a special token is plain text, as everywhere here. */
const PUBLISHED: Readonly<Record<string, () => Promise<{ encode: (t: string, o: object) => number[] }>>> = {
  cl100k: () => import('gpt-tokenizer/encoding/cl100k_base'),
  o200k: () => import('gpt-tokenizer/encoding/o200k_base'),
};

async function encoderOf(name: string): Promise<Encode> {
  const published = Object.hasOwn(PUBLISHED, name) ? await PUBLISHED[name]!() : undefined;
  if (published) return (text) => published.encode(text, { disallowedSpecial: new Set() });
  const path = name === 'pocket' ? POCKET : resolve(name);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const json = await readText('tokenizer', isFolder ? join(path, 'tokenizer.json') : path);
  const tokenizer = readTokenizerJson(json);
  return (text) => tokenizer.encode(text);
}

function textOf(options: Options): Promise<string> | string {
  const { text, file } = options;
  if ((text === undefined) === (file === undefined))
    throw new UsageError('give the text by --file F or by --text S, one of the two');
  return typeof text === 'string' ? text : readText('file', need(options, 'file', 'the text to read'));
}

export async function runTokenize(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { tokenizer: 'string', file: 'string', text: 'string' });
  const name = need(options, 'tokenizer', 'pocket, cl100k, o200k, or the path of a tokenizer.json');
  const text = await textOf(options);
  const ids = (await encoderOf(name))(text);
  return { json: { ids }, text: ids.join(' '), asJson: options['json'] === true };
}
