/**
 * Hugging Face's tokenizer.json for byte-level BPE, read and written. Read: model BPE over ByteLevel symbols,
 * with a Split regex or ByteLevel's own; anything else is refused by name, not guessed.
 */
import { GlassboxError } from '../base/errors';
import { bytesToSymbols, symbolsToBytes, utf8Encode } from './bytes';
import { createBpeTokenizer, type BpeMerge, type BpeModel, type BpeTokenizer } from './bpe/encode';
import { PRE_TOKENIZERS, preTokenizerFromPattern, type PreTokenizer } from './pretokenize';
import type { SpecialToken } from './tokenizer';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const malformed = (where: string, expected: string) =>
  new GlassboxError('file-malformed', `tokenizer.json: ${where}: expected ${expected}`, { where, expected });
const unsupported = (where: string, found: string) =>
  new GlassboxError('file-unsupported', `tokenizer.json: ${where}: ${found} is not supported`, {
    where,
    found,
  });

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };

/** The file as text, ready to be written. */
export function writeTokenizerJson(model: BpeModel): string {
  const split = {
    type: 'Split',
    pattern: { Regex: model.preTokenizer.pattern },
    behavior: 'Isolated',
    invert: false,
  };
  const root = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: model.specials.map(addedToken),
    normalizer: model.normalizer ? { type: model.normalizer } : null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [split, byteLevel] },
    post_processor: null,
    decoder: { ...byteLevel, add_prefix_space: true },
    model: modelSection(model),
  };
  return JSON.stringify(root, null, 1);
}

const addedToken = ({ id, text }: SpecialToken) => ({
  id,
  content: text,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

function modelSection(model: BpeModel) {
  const symbol = (id: number) => bytesToSymbols(model.tokens[id]!);
  const special = new Set(model.specials.map(({ id }) => id));
  const vocab: Record<string, number> = {};
  model.tokens.forEach((bytes, id) => {
    if (bytes && !special.has(id)) vocab[bytesToSymbols(bytes)] = id;
  });
  for (const { id, text } of model.specials) vocab[text] = id;
  return {
    type: 'BPE',
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: model.ignoreMerges ?? false,
    vocab,
    merges: model.merges.map(({ left, right }) => [symbol(left), symbol(right)]),
  };
}

/**
 * The tokenizer a tokenizer.json describes.
 * @param source the file's text, or what it parses to
 * @throws GlassboxError `file-malformed` (with `where` and `expected`) or `file-unsupported` (with `found`)
 */
export function readTokenizerJson(source: string | JsonObject): BpeTokenizer {
  const root: Json = typeof source === 'string' ? parse(source) : source;
  if (!isObject(root)) throw malformed('file', 'an object');
  const { model } = root;
  if (!isObject(model)) throw malformed('model', 'an object');
  if (model.type !== undefined && model.type !== 'BPE') throw unsupported('model.type', String(model.type));
  if (model.byte_fallback === true) throw unsupported('model.byte_fallback', 'true');
  const specials = readSpecials(root.added_tokens ?? []);
  const { tokens, idOf } = readVocab(model.vocab, specials);
  const normalizer = readNormalizer(root.normalizer);
  const bpe: BpeModel = {
    tokens,
    merges: readMerges(model.merges, idOf),
    specials,
    preTokenizer: readPreTokenizer(root.pre_tokenizer),
    ...(normalizer ? { normalizer } : {}),
    ...(model.ignore_merges === true ? { ignoreMerges: true } : {}),
  };
  try {
    return createBpeTokenizer(bpe);
  } catch (error) {
    throw malformed(
      'model.vocab',
      `all 256 bytes (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

function parse(source: string): Json {
  try {
    return JSON.parse(source) as Json;
  } catch {
    throw malformed('file', 'JSON');
  }
}

const isId = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 22;

function readSpecials(value: Json): { id: number; text: string }[] {
  if (!Array.isArray(value)) throw malformed('added_tokens', 'a list');
  return value.map((entry, index) => {
    if (!isObject(entry) || !isId(entry.id) || typeof entry.content !== 'string')
      throw malformed(`added_tokens[${index}]`, 'an object with id and content');
    return { id: entry.id, text: entry.content };
  });
}

function readVocab(value: Json | undefined, specials: readonly { id: number; text: string }[]) {
  if (!isObject(value)) throw malformed('model.vocab', 'an object');
  const specialIds = new Map(specials.map(({ id, text }) => [text, id]));
  const tokens: (Uint8Array | undefined)[] = [];
  const idOf = new Map<string, number>();
  for (const [symbols, id] of Object.entries(value)) {
    if (!isId(id)) throw malformed(`model.vocab[${JSON.stringify(symbols)}]`, 'a small whole number');
    if (tokens[id])
      throw malformed(`model.vocab[${JSON.stringify(symbols)}]`, `an id of its own, ${id} is taken`);
    if (specialIds.get(symbols) === id) continue;
    const bytes = symbolsToBytes(symbols);
    if (!bytes) throw malformed(`model.vocab[${JSON.stringify(symbols)}]`, 'byte-level symbols');
    tokens[id] = bytes;
    idOf.set(symbols, id);
  }
  for (const { id, text } of specials) {
    if (tokens[id]) throw malformed(`added_tokens ${text}`, `an id of its own, ${id} is taken`);
    tokens[id] = utf8Encode(text);
  }
  return { tokens, idOf };
}

function readMerges(value: Json | undefined, idOf: ReadonlyMap<string, number>): BpeMerge[] {
  if (!Array.isArray(value)) throw malformed('model.merges', 'a list');
  return value.map((entry, index) => {
    const where = `model.merges[${index}]`;
    const pair = typeof entry === 'string' ? entry.split(' ') : entry;
    if (!Array.isArray(pair) || pair.length !== 2) throw malformed(where, 'two symbols');
    const [left, right] = pair;
    if (typeof left !== 'string' || typeof right !== 'string') throw malformed(where, 'two symbols');
    const [l, r, id] = [idOf.get(left), idOf.get(right), idOf.get(left + right)];
    if (l === undefined || r === undefined || id === undefined)
      throw malformed(where, 'symbols that the vocabulary holds, joined too');
    return { left: l, right: r, id };
  });
}

function readNormalizer(value: Json | undefined): 'NFC' | undefined {
  if (value === null || value === undefined) return undefined;
  if (isObject(value) && value.type === 'NFC') return 'NFC';
  throw unsupported('normalizer', isObject(value) ? String(value.type) : typeof value);
}

function readPreTokenizer(value: Json | undefined): PreTokenizer {
  if (!isObject(value)) throw unsupported('pre_tokenizer', String(value));
  const steps = value.type === 'Sequence' ? value.pretokenizers : [value];
  if (!Array.isArray(steps)) throw malformed('pre_tokenizer.pretokenizers', 'a list');
  let pre: PreTokenizer | null = null;
  let isByteLevel = false;
  for (const step of steps) {
    if (!isObject(step)) throw malformed('pre_tokenizer', 'objects');
    if (step.type === 'Split' && !pre) pre = readSplit(step);
    else if (step.type === 'ByteLevel' && !isByteLevel) {
      if (step.add_prefix_space === true) throw unsupported('pre_tokenizer.add_prefix_space', 'true');
      isByteLevel = true;
      if (step.use_regex !== false && !pre) pre = PRE_TOKENIZERS.gpt2;
    } else throw unsupported('pre_tokenizer', String(step.type));
  }
  if (!isByteLevel) throw unsupported('pre_tokenizer', 'no ByteLevel');
  return pre ?? { name: 'custom', pattern: '[^]+' };
}

function readSplit(step: JsonObject): PreTokenizer {
  if (step.behavior !== 'Isolated' || step.invert === true)
    throw unsupported('pre_tokenizer Split', `behavior ${String(step.behavior)}`);
  const regex = isObject(step.pattern) ? step.pattern.Regex : undefined;
  if (typeof regex !== 'string') throw malformed('pre_tokenizer Split pattern', 'a Regex');
  try {
    return preTokenizerFromPattern(withoutInlineFlags(regex));
  } catch {
    throw unsupported('pre_tokenizer Split pattern', regex);
  }
}

/** `(?i:abc)` spelled out as `(?:[aA][bB][cC])`, for engines that lack the inline flag. Letters only. */
function withoutInlineFlags(regex: string): string {
  return regex.replace(/\(\?i:([^()]*)\)/g, (_, body: string) => {
    const both = (char: string) => `[${char.toLowerCase()}${char.toUpperCase()}]`;
    return `(?:${body.replace(/\\.|[A-Za-z]/g, (part) => (part.length === 1 ? both(part) : part))})`;
  });
}
