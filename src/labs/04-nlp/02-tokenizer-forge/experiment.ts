// Text in, merges and counts out: a training that is recorded once and looked at after any number of merges. No Svelte.
import { throwIfCancelled } from '$lib/base/errors';
import { tokenizerFromTraining, type BpeTokenizer } from '$lib/tokenizers/bpe/encode';
import { BpeTrainer, type MergeStep, type PairCount } from '$lib/tokenizers/bpe/train';
import { utf8Encode } from '$lib/tokenizers/bytes';
import { describeTokens, type TokenPiece } from '$lib/tokenizers/pieces';
import { PRE_TOKENIZERS, type PreTokenizerName } from '$lib/tokenizers/pretokenize';
import type { Tokenizer } from '$lib/tokenizers/tokenizer';

/** Largest text, in UTF-8 bytes. */
export const MAX_BYTES = 1_000_000;
/** Time between two looks at messages, in ms: what Cancel waits at most, and one merge. */
const BREATH_MS = 40;

export interface TrainOptions {
  readonly signal?: AbortSignal;
  /** True ends the training early and keeps what there is. */
  readonly stopped?: () => boolean;
  readonly onProgress?: (merges: number, tokens: number) => void;
}

/** A trainer with a record: merges are found once, then any number of them can be shown. */
export class Forge {
  /** Merges found so far, in order. */
  readonly steps: MergeStep[] = [];
  /** Tokens of the text after 0, 1, 2 … merges. */
  readonly counts: number[];
  /** Bytes of every token there is after all merges, by id. */
  readonly tokens: Uint8Array[];
  readonly #trainer: BpeTrainer;
  readonly #pre: PreTokenizerName;

  /** @throws GlassboxError `text-lone-surrogate` */
  constructor(text: string, pre: PreTokenizerName) {
    this.#pre = pre;
    this.#trainer = new BpeTrainer(text, { preTokenizer: PRE_TOKENIZERS[pre] });
    this.counts = [this.#trainer.tokenCount];
    this.tokens = [...this.#trainer.tokens];
  }

  /** Finds merges up to a vocabulary of `vocabSize`, or until no pair stands twice. @throws GlassboxError `cancelled` */
  async train(vocabSize: number, { signal, stopped, onProgress }: TrainOptions = {}): Promise<void> {
    throwIfCancelled(signal);
    let breath = performance.now();
    while (this.steps.length < vocabSize - 256 && !stopped?.()) {
      // Somebody may have looked at an earlier step meanwhile.
      this.#moveTo(this.steps.length);
      const step = this.#trainer.step();
      if (!step) break;
      this.steps.push(step);
      this.counts.push(this.#trainer.tokenCount);
      this.tokens.push(this.#trainer.tokens[step.id]!);
      if (performance.now() - breath < BREATH_MS) continue;
      onProgress?.(this.steps.length, this.#trainer.tokenCount);
      await new Promise((resolve) => setTimeout(resolve, 0));
      throwIfCancelled(signal);
      breath = performance.now();
    }
  }

  /** The text as ids after `at` merges. */
  idsAt(at: number): number[] {
    this.#moveTo(at);
    return this.#trainer.textIds();
  }

  /** The commonest pairs after `at` merges, the next to be merged first. */
  pairsAt(at: number, limit: number): PairCount[] {
    this.#moveTo(at);
    return this.#trainer.rankedPairs(limit);
  }

  /** The tokenizer as it stands after `at` merges. */
  tokenizerAt(at: number): BpeTokenizer {
    const tokens = this.tokens.slice(0, 256 + at);
    const merges = this.steps.slice(0, at);
    return tokenizerFromTraining({ tokens, merges, preTokenizer: PRE_TOKENIZERS[this.#pre] }, []);
  }

  #moveTo(at: number): void {
    const made = this.#trainer.merges.length;
    if (at < made) this.#trainer.back(made - at);
    while (this.#trainer.merges.length < at) if (!this.#trainer.step()) return;
  }
}

/** How many characters (code points) a text has. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
  return count;
}

/** Tokens `from` … `from + size` as people look at them; a character cut at the edge is still recognised. */
export function windowOf(
  tokenizer: Pick<Tokenizer, 'specials' | 'tokenBytes'>,
  ids: readonly number[],
  from: number,
  size: number,
): TokenPiece[] {
  // A character has at most four bytes, so three tokens on either side complete it.
  const start = Math.max(0, from - 3);
  const around = ids.slice(start, from + size + 3);
  return describeTokens(tokenizer, around).slice(from - start, from - start + size);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A token by itself: its text, or which part of which character of this text its bytes are, as an example. */
export function pieceInText(id: number, bytes: Uint8Array, text: Uint8Array): TokenPiece {
  const plain = { id, bytes: [...bytes] };
  try {
    return { ...plain, text: strict.decode(bytes) };
  } catch {
    // Not whole characters: look for an example.
  }
  const at = indexOfBytes(text, bytes);
  if (at < 0) return { ...plain, text: `⟨${plain.bytes.map(hex).join(' ')}⟩` };
  return pieceAt(id, bytes, text, at);
}

/** A token where it stands in a text: whole characters, and which part of which character it cuts. */
export function pieceAt(id: number, bytes: Uint8Array, text: Uint8Array, at: number): TokenPiece {
  let start = at;
  while (start > 0 && isContinuation(text[start])) start--;
  let end = at + bytes.length;
  while (end < text.length && isContinuation(text[end])) end++;
  const three = [text.subarray(start, at), bytes, text.subarray(at + bytes.length, end)];
  const tokenBytes = (part: number) => three[part]!;
  return { ...describeTokens({ specials: [], tokenBytes }, [0, 1, 2])[1]!, id };
}

const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

function indexOfBytes(text: Uint8Array, bytes: Uint8Array): number {
  for (let at = text.indexOf(bytes[0]!); at >= 0; at = text.indexOf(bytes[0]!, at + 1))
    if (bytes.every((byte, i) => text[at + i] === byte)) return at;
  return -1;
}

/** What one tokenizer makes of a text. */
export interface Measure {
  readonly tokens: number;
  readonly characters: number;
  readonly bytes: number;
}

/** Tokens, characters and bytes of a text under a tokenizer. @throws GlassboxError `text-lone-surrogate` */
export function measure(text: string, tokenizer: Tokenizer): Measure {
  return {
    tokens: tokenizer.encode(text).length,
    characters: countCharacters(text),
    bytes: utf8Encode(text).length,
  };
}
