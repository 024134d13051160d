/**
 * A byte-level BPE tokenizer: text → pieces → bytes → merges in the order of their rank. Merging keeps a linked
 * list and a heap, so a piece of n bytes costs O(n log n) however long it is.
 */
import { concatBytes, utf8Decode, utf8Encode, assertWellFormed } from '../bytes';
import { preTokenize, type PreTokenizer } from '../pretokenize';
import type { SpecialToken, Tokenizer } from '../tokenizer';
import type { TrainedBpe } from './train';

/** `left` and `right` become `id`; a merge's rank is its place in the list. */
export interface BpeMerge {
  left: number;
  right: number;
  id: number;
}

export interface BpeModel {
  /** Bytes by id; a special token's are those of its text; unused ids are undefined. */
  tokens: readonly (Uint8Array | undefined)[];
  merges: readonly BpeMerge[];
  specials: readonly SpecialToken[];
  preTokenizer: PreTokenizer;
  /** Unicode normalisation before everything else. */
  normalizer?: 'NFC';
  /** A piece that is itself a token is taken whole, whatever the merges say (Llama 3 does so). */
  ignoreMerges?: boolean;
}

/** How a token came to be: its two halves, down to single bytes. */
export interface MergeTree {
  id: number;
  bytes: Uint8Array;
  /** Place of the merge in the list; null for a single byte. */
  rank: number | null;
  halves: [MergeTree, MergeTree] | null;
}

export interface BpeTokenizer extends Tokenizer {
  readonly model: BpeModel;
  /** The pieces of a text with their ids: what merges could and could not join. */
  encodePieces(text: string): { piece: string; ids: number[] }[];
  /** @throws RangeError on an unknown id */
  mergeTree(id: number): MergeTree;
}

const CACHE_LIMIT = 20_000;

/** A tokenizer from trained merges; special tokens get the ids after the last merge, in order. */
export function tokenizerFromTraining(trained: TrainedBpe, specialTexts: readonly string[]): BpeTokenizer {
  const specials = specialTexts.map((text, index) => ({ id: trained.tokens.length + index, text }));
  const tokens = [...trained.tokens, ...specialTexts.map(utf8Encode)];
  const merges = trained.merges.map(({ left, right, id }) => ({ left, right, id }));
  return createBpeTokenizer({ tokens, merges, specials, preTokenizer: trained.preTokenizer });
}

/** @throws Error when a byte has no token */
export function createBpeTokenizer(model: BpeModel): BpeTokenizer {
  const byteIds = singleByteIds(model);
  const ranks = new Map(model.merges.map((merge, rank) => [pairKey(merge.left, merge.right), rank]));
  const madeBy = new Map<number, number>();
  model.merges.forEach((merge, rank) => madeBy.has(merge.id) || madeBy.set(merge.id, rank));
  const whole = model.ignoreMerges ? wholePieces(model) : null;
  const cache = new Map<string, number[]>();
  const rankOf = (left: number, right: number) => ranks.get(pairKey(left, right));
  const idOf = (rank: number) => model.merges[rank]!.id;

  const encodePiece = (piece: string): number[] => {
    const cached = cache.get(piece);
    if (cached) return cached;
    const taken = whole?.get(piece);
    const bytes = utf8Encode(piece);
    const ids = taken === undefined ? mergeBytes(bytes, byteIds, rankOf, idOf) : [taken];
    if (cache.size >= CACHE_LIMIT) cache.clear();
    if (piece.length <= 64) cache.set(piece, ids);
    return ids;
  };
  const piecesOf = (text: string) => {
    assertWellFormed(text);
    return preTokenize(model.normalizer ? text.normalize(model.normalizer) : text, model.preTokenizer);
  };
  const tokenBytes = (id: number): Uint8Array => {
    const bytes = model.tokens[id];
    if (!bytes) throw new RangeError(`token ${id} is not in a vocabulary of ${model.tokens.length}`);
    return bytes;
  };
  const mergeTree = (id: number): MergeTree => {
    const bytes = tokenBytes(id);
    const rank = madeBy.get(id);
    if (rank === undefined) return { id, bytes, rank: null, halves: null };
    const { left, right } = model.merges[rank]!;
    return { id, bytes, rank, halves: [mergeTree(left), mergeTree(right)] };
  };
  return {
    model,
    vocabSize: model.tokens.length,
    specials: model.specials,
    encode(text) {
      const ids: number[] = [];
      for (const piece of piecesOf(text)) for (const id of encodePiece(piece)) ids.push(id);
      return ids;
    },
    encodePieces: (text) => piecesOf(text).map((piece) => ({ piece, ids: [...encodePiece(piece)] })),
    decode: (ids) => utf8Decode(concatBytes(Array.from(ids, tokenBytes))),
    tokenBytes,
    tokenText: (id) => utf8Decode(tokenBytes(id)),
    specialId: (text) => model.specials.find((special) => special.text === text)?.id,
    mergeTree,
  };
}

const PAIR_BASE = 2 ** 24;
const pairKey = (left: number, right: number) => left * PAIR_BASE + right;

function singleByteIds(model: BpeModel): number[] {
  const ids = new Array<number>(256).fill(-1);
  const special = new Set(model.specials.map(({ id }) => id));
  model.tokens.forEach((bytes, id) => {
    if (bytes?.length === 1 && ids[bytes[0]!] === -1 && !special.has(id)) ids[bytes[0]!] = id;
  });
  const missing = ids.indexOf(-1);
  if (missing >= 0) throw new Error(`the vocabulary has no token for byte 0x${missing.toString(16)}`);
  return ids;
}

function wholePieces(model: BpeModel): Map<string, number> {
  const special = new Set(model.specials.map(({ id }) => id));
  const pieces = new Map<string, number>();
  model.tokens.forEach((bytes, id) => {
    if (!bytes || special.has(id)) return;
    const text = utf8Decode(bytes);
    if (!text.includes('\ufffd')) pieces.set(text, id);
  });
  return pieces;
}

/**
 * Merge one piece: always the lowest rank present, the leftmost first.
 * @param rankOf rank of the merge of two neighbouring ids, if they merge; `idOf` what that merge gives
 */
export function mergeBytes(
  bytes: Uint8Array,
  byteIds: readonly number[],
  rankOf: (left: number, right: number) => number | undefined,
  idOf: (rank: number) => number,
): number[] {
  const n = bytes.length;
  const ids = Int32Array.from(bytes, (byte) => byteIds[byte]!);
  const next = Int32Array.from({ length: n }, (_, i) => (i + 1 < n ? i + 1 : -1));
  const previous = Int32Array.from({ length: n }, (_, i) => i - 1);
  // A candidate is rank · n + position: ordered by rank, then from the left. Stale ones are checked when popped.
  const heap = new MinHeap();
  const offer = (at: number) => {
    const right = at >= 0 ? next[at]! : -1;
    if (right < 0) return;
    const rank = rankOf(ids[at]!, ids[right]!);
    if (rank !== undefined) heap.push(rank * n + at);
  };
  for (let at = 0; at + 1 < n; at++) offer(at);
  for (let candidate = heap.pop(); candidate !== undefined; candidate = heap.pop()) {
    const rank = Math.floor(candidate / n);
    const at = candidate % n;
    const after = next[at]!;
    if (ids[at]! < 0 || after < 0 || rankOf(ids[at]!, ids[after]!) !== rank) continue;
    ids[at] = idOf(rank);
    ids[after] = -1;
    next[at] = next[after]!;
    if (next[at]! >= 0) previous[next[at]!] = at;
    offer(at);
    offer(previous[at]!);
  }
  return Array.from(ids).filter((id) => id >= 0);
}

/** A binary heap of numbers, smallest first. */
class MinHeap {
  private readonly items: number[] = [];

  push(value: number): void {
    const { items } = this;
    let at = items.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= value) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = value;
  }

  pop(): number | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
