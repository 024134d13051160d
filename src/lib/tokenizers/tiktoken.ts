/**
 * Published byte-level vocabularies as ranked tokens: OpenAI's cl100k and o200k, out of npm `gpt-tokenizer`. There
 * is no list of merges: two neighbours merge when their bytes together are a token, the lowest id first. Only the
 * vocabulary and the pattern are the package's; merging is ours, so a piece of any length costs O(n log n).
 * Special tokens are left out. Loads a chunk of 1 to 2 MB: call it on a click, in a worker.
 */
import { mergeBytes } from './bpe/encode';
import { assertWellFormed, concatBytes, utf8Decode, utf8Encode } from './bytes';
import { preTokenize } from './pretokenize';
import type { Tokenizer } from './tokenizer';

export type PublishedName = 'cl100k' | 'o200k';

/** Tokens by id: a string, or bytes where they are no UTF-8; some ids are unused. */
export type RankedVocabulary = readonly (string | readonly number[] | undefined)[];

const CACHE_LIMIT = 20_000;

/** A published tokenizer. Rejects when its chunk cannot be loaded. */
export async function loadPublished(name: PublishedName): Promise<Tokenizer> {
  const [{ default: vocabulary }, patterns] = await Promise.all([
    name === 'cl100k'
      ? import('gpt-tokenizer/bpeRanks/cl100k_base')
      : import('gpt-tokenizer/bpeRanks/o200k_base'),
    import('gpt-tokenizer/encodingParams/constants'),
  ]);
  const pattern = name === 'cl100k' ? patterns.CL100K_TOKEN_SPLIT_REGEX : patterns.O200K_TOKEN_SPLIT_REGEX;
  return createRankedTokenizer(vocabulary, pattern.source);
}

/** Bytes as one character each, the key under which a token is found. */
const keyOf = (bytes: Uint8Array | readonly number[]): string => String.fromCharCode(...bytes);
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** A tokenizer whose ids are the ranks of their merges. */
export function createRankedTokenizer(vocabulary: RankedVocabulary, pattern: string): Tokenizer {
  const keys = vocabulary.map((token) =>
    typeof token === 'string' ? (isAscii(token) ? token : keyOf(utf8Encode(token))) : token && keyOf(token),
  );
  const idOfKey = new Map<string, number>();
  keys.forEach((key, id) => key !== undefined && idOfKey.set(key, id));
  const byteIds = Array.from({ length: 256 }, (_, byte) => idOfKey.get(String.fromCharCode(byte))!);
  const rankOf = (left: number, right: number) => idOfKey.get(keys[left]! + keys[right]!);
  const cache = new Map<string, number[]>();
  const encodePiece = (piece: string): number[] => {
    const known = cache.get(piece);
    if (known) return known;
    const bytes = utf8Encode(piece);
    const whole = bytes.length <= 256 ? idOfKey.get(keyOf(bytes)) : undefined;
    const ids = whole === undefined ? mergeBytes(bytes, byteIds, rankOf, (rank) => rank) : [whole];
    if (cache.size >= CACHE_LIMIT) cache.clear();
    if (piece.length <= 64) cache.set(piece, ids);
    return ids;
  };
  const tokenBytes = (id: number): Uint8Array => {
    const key = keys[id];
    if (key === undefined) throw new RangeError(`token ${id} is not in a vocabulary of ${keys.length}`);
    return Uint8Array.from(key, (char) => char.charCodeAt(0));
  };
  return {
    vocabSize: idOfKey.size,
    specials: [],
    encode(text) {
      assertWellFormed(text);
      const ids: number[] = [];
      const pieces = preTokenize(text, { name: 'custom', pattern });
      for (const piece of pieces) for (const id of encodePiece(piece)) ids.push(id);
      return ids;
    },
    decode: (ids) => utf8Decode(concatBytes(Array.from(ids, tokenBytes))),
    tokenBytes,
    tokenText: (id) => utf8Decode(tokenBytes(id)),
    specialId: () => undefined,
  };
}
