/**
 * attention in plain loops, for whole sequences and for queries against a cache alike: query row t stands at
 * `position` + t. Unlike the kernels it stores a row of weights, not running sums.
 */
import type { Values } from '../../base/dtype';
import { scaleOf, type AttentionAttrs, type AttentionSizes } from './layout';

export interface AttentionSettings extends AttentionAttrs, AttentionSizes {
  /** Of query row 0. */
  readonly position: number;
}

/** One row of one head: where it lies, and which keys it sees. */
interface Row {
  /** Start of the row in q, y, dq, dy. */
  readonly query: number;
  /** Index in lse. */
  readonly statistic: number;
  /** Start of the row of key 0 in k, v; later keys follow at `stride`. */
  readonly keys: number;
  readonly stride: number;
  readonly from: number;
  readonly to: number;
}

function* rowsOf(settings: AttentionSettings): Generator<Row> {
  const { batch, heads, kvHeads, headDim, queryRows, keyRows, causal, window, position } = settings;
  const stride = kvHeads * headDim;
  for (let b = 0; b < batch; b++)
    for (let head = 0; head < heads; head++)
      for (let row = 0; row < queryRows; row++) {
        const to = causal ? Math.min(position + row + 1, keyRows) : keyRows;
        yield {
          query: ((b * queryRows + row) * heads + head) * headDim,
          statistic: (b * heads + head) * queryRows + row,
          keys: b * keyRows * stride + Math.floor((head * kvHeads) / heads) * headDim,
          stride,
          from: Math.max(0, to - (window ?? to)),
          to,
        };
      }
}

function dot(a: Values, atA: number, b: Values, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[atA + i]! * b[atB + i]!;
  return sum;
}

/** Writes softmax weights of the visible keys to `weights[key]`; returns log Σ exp. */
function weigh(
  q: Values,
  k: Values,
  row: Row,
  headDim: number,
  scale: number,
  weights: Float64Array,
): number {
  let highest = -Infinity;
  for (let key = row.from; key < row.to; key++) {
    const score = scale * dot(q, row.query, k, row.keys + key * row.stride, headDim);
    weights[key] = score;
    if (score > highest) highest = score;
  }
  let total = 0;
  for (let key = row.from; key < row.to; key++) {
    const weight = Math.exp(weights[key]! - highest);
    weights[key] = weight;
    total += weight;
  }
  for (let key = row.from; key < row.to; key++) weights[key] = weights[key]! / total;
  return highest + Math.log(total);
}

export function attentionForward(
  q: Values,
  k: Values,
  v: Values,
  y: Values,
  lse: Values | undefined,
  settings: AttentionSettings,
): void {
  const { headDim, keyRows } = settings;
  const scale = scaleOf(settings);
  const weights = new Float64Array(keyRows);
  const mixture = new Float64Array(headDim);
  for (const row of rowsOf(settings)) {
    const level = weigh(q, k, row, headDim, scale, weights);
    if (lse) lse[row.statistic] = level;
    mixture.fill(0);
    for (let key = row.from; key < row.to; key++) {
      const weight = weights[key]!;
      const at = row.keys + key * row.stride;
      for (let i = 0; i < headDim; i++) mixture[i] = mixture[i]! + weight * v[at + i]!;
    }
    y.set(mixture, row.query);
  }
}

/** probs [batch, heads, queryRows, keyRows], 0 where a key is not visible. */
export function attentionProbs(q: Values, k: Values, probs: Values, settings: AttentionSettings): void {
  const { headDim, keyRows } = settings;
  const scale = scaleOf(settings);
  const weights = new Float64Array(keyRows);
  for (const row of rowsOf(settings)) {
    weights.fill(0);
    weigh(q, k, row, headDim, scale, weights);
    probs.set(weights, row.statistic * keyRows);
  }
}

export function attentionBackward(
  q: Values,
  k: Values,
  v: Values,
  y: Values,
  lse: Values,
  dy: Values,
  dq: Values,
  dk: Values,
  dv: Values,
  settings: AttentionSettings,
): void {
  const { headDim } = settings;
  const scale = scaleOf(settings);
  const dquery = new Float64Array(headDim);
  const dkeys = new Float64Array(dk.length);
  const dvalues = new Float64Array(dv.length);
  for (const row of rowsOf(settings)) {
    const { query } = row;
    const rowDot = dot(dy, query, y, query, headDim);
    dquery.fill(0);
    for (let key = row.from; key < row.to; key++) {
      const at = row.keys + key * row.stride;
      const weight = Math.exp(scale * dot(q, query, k, at, headDim) - lse[row.statistic]!);
      const slope = weight * (dot(dy, query, v, at, headDim) - rowDot) * scale;
      for (let i = 0; i < headDim; i++) {
        dquery[i] = dquery[i]! + slope * k[at + i]!;
        dkeys[at + i] = dkeys[at + i]! + slope * q[query + i]!;
        dvalues[at + i] = dvalues[at + i]! + weight * dy[query + i]!;
      }
    }
    dq.set(dquery, query);
  }
  dk.set(dkeys);
  dv.set(dvalues);
}
