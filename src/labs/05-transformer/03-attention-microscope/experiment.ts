// The arithmetic of one attention cell and the measures of one map: arrays in, numbers out. No Svelte, no device.

/** How the heads of one layer lie in memory. */
export interface HeadShape {
  readonly heads: number;
  readonly kvHeads: number;
  /** D: numbers in one query or key. */
  readonly headDim: number;
}

/** The key–value head that a query head reads: neighbours share one. */
export const kvHeadOf = (head: number, { heads, kvHeads }: Omit<HeadShape, 'headDim'>): number =>
  Math.floor((head * kvHeads) / heads);

/** One head's map `[T, T]`, row-major, out of `[H, T, T]`; a view, no copy. */
export const headMap = (probs: Float32Array, head: number, length: number): Float32Array =>
  probs.subarray(head * length * length, (head + 1) * length * length);

/** Query of one head at one position, out of q `[T, H·D]`. */
export const queryAt = (q: Float32Array, { heads, headDim }: HeadShape, head: number, row: number) =>
  q.subarray((row * heads + head) * headDim, (row * heads + head + 1) * headDim);

/** Key that a query head sees at one position, out of k `[T, Hk·D]`. */
export function keyAt(k: Float32Array, shape: HeadShape, head: number, col: number): Float32Array {
  const at = (col * shape.kvHeads + kvHeadOf(head, shape)) * shape.headDim;
  return k.subarray(at, at + shape.headDim);
}

/** One row of the softmax in f64, over the keys that the query may see: 0 … row. */
export interface RowArithmetic {
  /** q·k ÷ √D for each visible key. */
  readonly scores: Float64Array;
  readonly max: number;
  /** exp(score − max). */
  readonly exps: Float64Array;
  readonly sum: number;
  /** exp ÷ sum. */
  readonly weights: Float64Array;
}

/** Softmax of scores, every step kept. */
export function softmaxSteps(scores: Float64Array): RowArithmetic {
  const max = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - max));
  const sum = exps.reduce((total, exp) => total + exp, 0);
  return { scores, max, exps, sum, weights: exps.map((exp) => exp / sum) };
}

/** @param q f32 `[T, H·D]`  @param k f32 `[T, Hk·D]`, both after RoPE */
export function rowArithmetic(
  q: Float32Array,
  k: Float32Array,
  shape: HeadShape,
  head: number,
  row: number,
): RowArithmetic {
  const query = queryAt(q, shape, head, row);
  const score = (col: number) => dotOf(query, keyAt(k, shape, head, col)) / Math.sqrt(shape.headDim);
  return softmaxSteps(Float64Array.from({ length: row + 1 }, (_, col) => score(col)));
}

const dotOf = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
};

/** Everything that made one cell. */
export interface CellArithmetic {
  readonly kvHead: number;
  readonly query: Float32Array;
  readonly key: Float32Array;
  /** q[d] · k[d]. */
  readonly products: Float64Array;
  /** Their sum. */
  readonly dot: number;
  /** dot ÷ √D. */
  readonly scaled: number;
  /** Whether the key lies in the query's future: the mask takes the score away. */
  readonly masked: boolean;
  /** Largest visible score of the row. */
  readonly max: number;
  /** exp(scaled − max); 0 when masked. */
  readonly exp: number;
  readonly sum: number;
  /** exp ÷ sum. */
  readonly prob: number;
  readonly row: RowArithmetic;
}

/** The weight of key `col` for query `row` in one head, step by step in f64, from what the model itself computed. */
export function cellArithmetic(
  q: Float32Array,
  k: Float32Array,
  shape: HeadShape,
  { head, row, col }: { head: number; row: number; col: number },
): CellArithmetic {
  const query = queryAt(q, shape, head, row);
  const key = keyAt(k, shape, head, col);
  const products = Float64Array.from(query, (x, d) => x * key[d]!);
  const dot = products.reduce((sum, product) => sum + product, 0);
  const scaled = dot / Math.sqrt(shape.headDim);
  const steps = rowArithmetic(q, k, shape, head, row);
  const masked = col > row;
  const exp = masked ? 0 : Math.exp(scaled - steps.max);
  const { max, sum } = steps;
  const kvHead = kvHeadOf(head, shape);
  return { kvHead, query, key, products, dot, scaled, masked, max, exp, sum, prob: exp / sum, row: steps };
}

/** Dimensions by the size of their product, largest first. */
export const largestProducts = (products: ArrayLike<number>, count: number): number[] =>
  Array.from({ length: products.length }, (_, d) => d)
    .sort((a, b) => Math.abs(products[b]!) - Math.abs(products[a]!))
    .slice(0, count);

/** Sum of each row of a map `[T, T]` over the keys it may see. */
export const rowSums = (map: Float32Array, length: number): number[] =>
  Array.from({ length }, (_, row) => {
    let sum = 0;
    for (let col = 0; col <= row; col++) sum += map[row * length + col]!;
    return sum;
  });

/** How far a map is from being one: the largest |row sum − 1|, and the largest number behind the mask. */
export function faultsOf(map: Float32Array, length: number): { sum: number; future: number } {
  const sum = rowSums(map, length).reduce((worst, total) => Math.max(worst, Math.abs(total - 1)), 0);
  let future = 0;
  for (let row = 0; row < length; row++)
    for (let col = row + 1; col < length; col++)
      future = Math.max(future, Math.abs(map[row * length + col]!));
  return { sum, future };
}

/** Entropy of a distribution in nats; 0 · log 0 counts as 0. */
export function entropyOf(weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i]! > 0) sum -= weights[i]! * Math.log(weights[i]!);
  return sum;
}

export type ScoreName = 'previous' | 'first' | 'self' | 'duplicate' | 'induction';
export const SCORES: readonly ScoreName[] = ['previous', 'first', 'self', 'duplicate', 'induction'];

export interface HeadScore {
  readonly name: ScoreName;
  /** Mean weight, 0 … 1. */
  readonly value: number;
  /** Rows that have such a key; of no rows there is no score. */
  readonly rows: number;
}

/** Keys that a score counts, for the query at `row`. */
function keysOf(name: ScoreName, row: number, ids: readonly number[]): number[] {
  if (name === 'previous') return [row - 1];
  if (name === 'first') return [0];
  if (name === 'self') return [row];
  const same = Array.from({ length: row }, (_, col) => col).filter((col) => ids[col] === ids[row]);
  // Induction looks one further: at what followed the same token earlier.
  return name === 'duplicate' ? same : same.map((col) => col + 1).filter((col) => col < row);
}

/**
 * Mean attention to a kind of key, over the rows that have such a key. Rows 0 and 1 are left out: there the first
 * token is also the previous one or the query itself, and every head would score.
 * @param ids token ids, `map` is `[T, T]`
 */
export function headScores(map: Float32Array, ids: readonly number[]): HeadScore[] {
  const length = ids.length;
  return SCORES.map((name) => {
    let [total, rows] = [0, 0];
    for (let row = 2; row < length; row++) {
      const keys = keysOf(name, row, ids);
      if (keys.length === 0) continue;
      rows++;
      for (const col of keys) total += map[row * length + col]!;
    }
    return { name, value: rows ? total / rows : 0, rows };
  });
}

/** A head is named only from this score on: more than half of its attention, on average. */
export const NAMED_FROM = 0.5;
/** … and only when at least so many rows were counted. */
export const NAMED_ROWS = 3;

/** The largest score that is large enough to be a name. */
export function headName(scores: readonly HeadScore[]): HeadScore | undefined {
  const worthy = scores.filter(({ value, rows }) => value >= NAMED_FROM && rows >= NAMED_ROWS);
  return worthy.sort((a, b) => b.value - a.value)[0];
}

/** What a head that spreads evenly gives to any one key, over the rows that are scored: mean of 1 ÷ (row + 1). */
export function evenShare(length: number): number {
  let sum = 0;
  for (let row = 2; row < length; row++) sum += 1 / (row + 1);
  return length > 2 ? sum / (length - 2) : 0;
}

/** The largest weight in one row, and where. */
export function strongestKey(map: Float32Array, length: number, row: number): number {
  let best = 0;
  for (let col = 1; col <= row; col++) if (map[row * length + col]! > map[row * length + best]!) best = col;
  return best;
}

/** Mean over the rows of the largest weight on an earlier token that is not the first: how hard a head looks back. */
export function lookBack(map: Float32Array, length: number): number {
  let sum = 0;
  for (let row = 2; row < length; row++) {
    let most = 0;
    for (let col = 1; col < row; col++) most = Math.max(most, map[row * length + col]!);
    sum += most;
  }
  return length > 2 ? sum / (length - 2) : 0;
}

/** The likeliest tokens after one position, out of logits `[T, V]`. */
export function likeliest(
  logits: Float32Array,
  row: number,
  vocabSize: number,
  count: number,
): { id: number; probability: number }[] {
  const line = logits.subarray(row * vocabSize, (row + 1) * vocabSize);
  let max = -Infinity;
  for (const logit of line) max = Math.max(max, logit);
  let sum = 0;
  for (const logit of line) sum += Math.exp(logit - max);
  const best: number[] = [];
  line.forEach((logit, id) => {
    const place = best.findIndex((other) => line[other]! < logit);
    if (place >= 0) best.splice(place, 0, id);
    else if (best.length < count) best.push(id);
    if (best.length > count) best.pop();
  });
  return best.map((id) => ({ id, probability: Math.exp(line[id]! - max) / sum }));
}
