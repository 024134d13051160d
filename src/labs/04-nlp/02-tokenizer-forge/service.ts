// The forge as a service: one text in training, the tokenizers to compare with, and what is kept. No Worker API.
import { GlassboxError } from '$lib/base/errors';
import { fetchOwnFile } from '$lib/base/fetch-gate';
import type { Handlers } from '$lib/base/messaging';
import type { StoragePort } from '$lib/base/storage';
import type { PairCount } from '$lib/tokenizers/bpe/train';
import { concatBytes, utf8Decode, utf8Encode } from '$lib/tokenizers/bytes';
import { PRE_TOKENIZERS } from '$lib/tokenizers/pretokenize';
import { loadPublished } from '$lib/tokenizers/tiktoken';
import { readTokenizerJson, writeTokenizerJson } from '$lib/tokenizers/tokenizer-json';
import type { Tokenizer } from '$lib/tokenizers/tokenizer';
import { countCharacters, Forge, pieceInText, windowOf } from './experiment';
import {
  CARD_WINDOW,
  RANKED,
  WINDOW,
  type CompareReport,
  type Contestant,
  type ForgeContract,
  type Kept,
  type StateReport,
  type TrainingReport,
} from './protocol';

const KEPT = 'tokenizer-forge/text';
/** The tokenizer as a file's text, for whoever wants to go on with it. */
const KEPT_TOKENIZER = 'tokenizer-forge/tokenizer.json';

interface Training {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly pre: keyof typeof PRE_TOKENIZERS;
  readonly forge: Forge;
}

class ForgeService {
  #training: Training | undefined;
  #stop = false;
  readonly #loaded = new Map<Contestant, Tokenizer>();

  constructor(private readonly storage: StoragePort) {}

  /** Goes on with the same text where it can, else starts anew. */
  train: Handlers<ForgeContract>['train'] = async ({ text, vocabSize, pre }, { signal, progress }) => {
    const start = performance.now();
    this.#stop = false;
    const before = this.#training;
    const going = before?.text === text && before.pre === pre && before.forge.steps.length <= vocabSize - 256;
    const training = going ? before : { text, pre, bytes: utf8Encode(text), forge: new Forge(text, pre) };
    const { forge } = training;
    await forge.train(vocabSize, {
      signal,
      stopped: () => this.#stop,
      onProgress: (merges, tokens) => progress({ merges, of: vocabSize - 256, tokens }),
    });
    this.#training = training;
    return this.#report(training, vocabSize, performance.now() - start);
  };

  #report({ text, bytes, forge }: Training, vocabSize: number, elapsedMs: number): TrainingReport {
    const isFull = forge.steps.length === vocabSize - 256;
    return {
      characters: countCharacters(text),
      bytes: bytes.length,
      merges: forge.steps,
      counts: forge.counts,
      vocabulary: forge.tokens.map((token, id) => pieceInText(id, token, bytes)),
      ended: isFull ? 'size' : this.#stop ? 'stopped' : 'no-pair',
      elapsedMs,
    };
  }

  stop = () => {
    this.#stop = true;
  };

  state = ({ at, from }: { at: number; from: number }): StateReport => {
    const { forge, bytes } = this.#now();
    const ids = forge.idsAt(at);
    const ranked = forge.pairsAt(at, RANKED);
    const { tokens } = forge;
    const piece = (id: number) => pieceInText(id, tokens[id]!, bytes);
    const pair = ({ left, right, count }: PairCount) => {
      const joined = concatBytes([tokens[left]!, tokens[right]!]);
      return { left: piece(left), right: piece(right), joined: pieceInText(256 + at, joined, bytes), count };
    };
    const source = { specials: [], tokenBytes: (id: number) => tokens[id]! };
    return {
      at,
      tokens: ids.length,
      ranked: ranked.map(pair),
      window: { from, pieces: windowOf(source, ids, from, WINDOW) },
    };
  };

  compare = async (request: ForgeContract['compare']['request']): Promise<CompareReport> => {
    const { key, text, from } = request;
    const tokenizer = await this.#tokenizer(request);
    const start = performance.now();
    const ids = tokenizer.encode(text);
    return {
      key,
      vocabSize: tokenizer.vocabSize,
      tokens: ids.length,
      elapsedMs: performance.now() - start,
      characters: countCharacters(text),
      bytes: utf8Encode(text).length,
      roundTrip: tokenizer.decode(ids) === text,
      window: { from, pieces: windowOf(tokenizer, ids, from, CARD_WINDOW) },
    };
  };

  async #tokenizer({ key, at, pocketUrl }: ForgeContract['compare']['request']): Promise<Tokenizer> {
    if (key === 'own') return this.#now().forge.tokenizerAt(at);
    const known = this.#loaded.get(key);
    if (known) return known;
    if (key === 'imported') throw new GlassboxError('unexpected', 'No tokenizer was imported.');
    const tokenizer =
      key === 'pocket'
        ? readTokenizerJson(utf8Decode(await fetchOwnFile(pocketUrl)))
        : await loadPublished(key);
    this.#loaded.set(key, tokenizer);
    return tokenizer;
  }

  write = ({ at }: { at: number }): string => writeTokenizerJson(this.#now().forge.tokenizerAt(at).model);

  read = ({ name, json }: { name: string; json: string }) => {
    try {
      const tokenizer = readTokenizerJson(json);
      this.#loaded.set('imported', tokenizer);
      return { vocabSize: tokenizer.vocabSize, merges: tokenizer.model.merges.length };
    } catch (error) {
      if (!(error instanceof GlassboxError)) throw error;
      throw new GlassboxError(error.code, error.message, { ...error.data, file: name });
    }
  };

  keep = async (kept: Kept): Promise<void> => {
    const now = this.#training;
    const same = now && now.text === kept.text && now.pre === kept.pre && kept.at <= now.forge.steps.length;
    const tokenizer = same ? ([[KEPT_TOKENIZER, this.write({ at: kept.at })]] as const) : [];
    await this.storage.putAll([[KEPT, kept], ...tokenizer]);
  };

  kept = async (): Promise<Kept | undefined> => readKept(await this.storage.get<unknown>(KEPT));

  #now(): Training {
    if (!this.#training) throw new GlassboxError('text-empty', 'Nothing was trained yet.');
    return this.#training;
  }
}

/** What was kept, if it is of our form; a newer form is left alone. */
function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { v, text, vocabSize, pre, at } = value as Record<string, unknown>;
  if (v !== 1 || typeof text !== 'string' || !Number.isInteger(vocabSize) || !Number.isInteger(at))
    return undefined;
  if (typeof pre !== 'string' || !Object.hasOwn(PRE_TOKENIZERS, pre)) return undefined;
  return { v, text, vocabSize: vocabSize as number, pre: pre as Kept['pre'], at: at as number };
}

/** The handlers of one worker, which keep their state between requests. */
export function createForgeService(storage: StoragePort): Handlers<ForgeContract> {
  const { train, stop, state, compare, write, read, keep, kept } = new ForgeService(storage);
  return { train, stop, state, compare, write, read, keep, kept };
}
