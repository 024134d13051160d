/**
 * Training a byte-level BPE, one visible step at a time: count neighbouring pairs, merge the commonest, repeat.
 * Token ids: 0–255 are the bytes, then one id per merge in order. A tie goes to the lower pair of ids.
 * @source Sennrich et al. 2016 (BPE on words); Radford et al. 2019 (on bytes)
 */
import { throwIfCancelled } from '../../base/errors';
import { assertWellFormed, concatBytes, utf8Encode } from '../bytes';
import { preTokenize, PRE_TOKENIZERS, type PreTokenizer } from '../pretokenize';

/** Two neighbouring token ids and how often they stand side by side (overlapping ones all counted). */
export interface PairCount {
  left: number;
  right: number;
  count: number;
}

/** A merge that was made: `left` and `right` became token `id`. */
export interface MergeStep extends PairCount {
  id: number;
}

export interface BpeTrainerOptions {
  preTokenizer?: PreTokenizer;
  /** Stop when the commonest pair is rarer than this. Default 2. */
  minCount?: number;
}

interface Word {
  readonly original: Uint8Array;
  ids: number[];
  count: number;
}

const PAIR_BASE = 2 ** 24;
const pairKey = (left: number, right: number) => left * PAIR_BASE + right;
const leftOf = (key: number) => Math.floor(key / PAIR_BASE);
const rightOf = (key: number) => key % PAIR_BASE;

/** A trainer that can be looked at after every merge, and stepped back. */
export class BpeTrainer {
  /** Merges made so far, in order. */
  readonly merges: MergeStep[] = [];
  /** Bytes of each token by id: 256 bytes first, then merges. */
  readonly tokens: Uint8Array[] = Array.from({ length: 256 }, (_, b) => Uint8Array.of(b));
  /** Tokens of the whole text at this moment: the length of `textIds()`, kept without building it. */
  tokenCount = 0;
  private readonly minCount: number;
  private readonly words: Word[];
  /** The text as indices into `words`. */
  private readonly sequence: number[];
  private pairCounts = new Map<number, number>();
  private pairWords = new Map<number, Set<number>>();

  /** @throws GlassboxError `text-lone-surrogate` */
  constructor(text: string, options: BpeTrainerOptions = {}) {
    assertWellFormed(text);
    this.minCount = options.minCount ?? 2;
    const indexOf = new Map<string, number>();
    this.words = [];
    this.sequence = preTokenize(text, options.preTokenizer ?? PRE_TOKENIZERS.clauses).map((piece) => {
      const known = indexOf.get(piece);
      const index = known ?? this.words.length;
      if (known === undefined) {
        const original = utf8Encode(piece);
        indexOf.set(piece, index);
        this.words.push({ original, ids: [...original], count: 0 });
      }
      this.words[index]!.count++;
      this.tokenCount += this.words[index]!.original.length;
      return index;
    });
    this.words.forEach((_, index) => this.countWord(index, 1));
  }

  get vocabSize(): number {
    return this.tokens.length;
  }

  /** The commonest pairs, best first, ties by the lower pair of ids. */
  rankedPairs(limit = 20): PairCount[] {
    return [...this.pairCounts]
      .map(([key, count]) => ({ left: leftOf(key), right: rightOf(key), count }))
      .sort((a, b) => b.count - a.count || a.left - b.left || a.right - b.right)
      .slice(0, limit);
  }

  /** The pair the next step merges; null when training is over. */
  nextPair(): PairCount | null {
    let best = -1;
    let bestCount = this.minCount - 1;
    for (const [key, count] of this.pairCounts)
      if (count > bestCount || (count === bestCount && best >= 0 && key < best))
        [best, bestCount] = [key, count];
    return best < 0 ? null : { left: leftOf(best), right: rightOf(best), count: bestCount };
  }

  /** Merge the commonest pair everywhere; null when there is none to merge. */
  step(): MergeStep | null {
    const pair = this.nextPair();
    return pair && this.merge(pair);
  }

  /** Undo the last `steps` merges by replaying the others; false when there are not so many. */
  back(steps = 1): boolean {
    if (steps < 1 || this.merges.length < steps) return false;
    const replay = this.merges.slice(0, -steps);
    this.merges.length = 0;
    this.tokens.length = 256;
    this.tokenCount = 0;
    this.pairCounts = new Map();
    this.pairWords = new Map();
    this.words.forEach((word, index) => {
      word.ids = [...word.original];
      this.tokenCount += word.ids.length * word.count;
      this.countWord(index, 1);
    });
    for (const pair of replay) this.merge(pair);
    return true;
  }

  /** The whole text as token ids at this moment. */
  textIds(): number[] {
    return this.sequence.flatMap((index) => this.words[index]!.ids);
  }

  /** The text's pieces, each as token ids: merges never cross from one into the next. */
  pieces(): number[][] {
    return this.sequence.map((index) => [...this.words[index]!.ids]);
  }

  private merge({ left, right, count }: PairCount): MergeStep {
    const id = this.tokens.length;
    this.tokens.push(concatBytes([this.tokens[left]!, this.tokens[right]!]));
    for (const index of [...(this.pairWords.get(pairKey(left, right)) ?? [])]) {
      const word = this.words[index]!;
      this.countWord(index, -1);
      const merged = mergePair(word.ids, left, right, id);
      this.tokenCount -= (word.ids.length - merged.length) * word.count;
      word.ids = merged;
      this.countWord(index, 1);
    }
    const step = { left, right, count, id };
    this.merges.push(step);
    return step;
  }

  /** Add (or take away) one word's pairs to the counts. */
  private countWord(index: number, sign: 1 | -1): void {
    const { ids, count } = this.words[index]!;
    for (let i = 0; i + 1 < ids.length; i++) {
      const key = pairKey(ids[i]!, ids[i + 1]!);
      const total = (this.pairCounts.get(key) ?? 0) + sign * count;
      if (total > 0) this.pairCounts.set(key, total);
      else this.pairCounts.delete(key);
      let holders = this.pairWords.get(key);
      if (!holders) this.pairWords.set(key, (holders = new Set()));
      if (sign > 0) holders.add(index);
      else holders.delete(index);
      if (holders.size === 0) this.pairWords.delete(key);
    }
  }
}

/** Every non-overlapping (left, right), from the left, replaced by `id`. */
export function mergePair(ids: readonly number[], left: number, right: number, id: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      out.push(id);
      i++;
    } else out.push(ids[i]!);
  }
  return out;
}

/** What training gives: enough to make a tokenizer. */
export interface TrainedBpe {
  tokens: Uint8Array[];
  merges: MergeStep[];
  preTokenizer: PreTokenizer;
}

/**
 * Train to `vocabSize` tokens (256 bytes + merges; special tokens come on top) or until no pair is common
 * enough. Gives the event loop a turn every 32 merges.
 * @throws GlassboxError `text-lone-surrogate`, `cancelled`
 */
export async function trainBpe(
  text: string,
  vocabSize: number,
  options: BpeTrainerOptions & {
    onProgress?: (done: number, total: number) => void;
    signal?: AbortSignal;
  } = {},
): Promise<TrainedBpe> {
  if (!Number.isInteger(vocabSize) || vocabSize < 256)
    throw new RangeError(`trainBpe: vocabSize must be an integer of at least 256, got ${vocabSize}`);
  const trainer = new BpeTrainer(text, options);
  while (trainer.vocabSize < vocabSize) {
    throwIfCancelled(options.signal);
    if (!trainer.step()) break;
    if (trainer.merges.length % 32 === 0) {
      options.onProgress?.(trainer.merges.length, vocabSize - 256);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  options.onProgress?.(trainer.merges.length, vocabSize - 256);
  return {
    tokens: trainer.tokens,
    merges: trainer.merges,
    preTokenizer: options.preTokenizer ?? PRE_TOKENIZERS.clauses,
  };
}
