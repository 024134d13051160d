/** Cases of attention-cached: an empty cache, one token, a chunk (both kernels), windows, a full cache. */
import { defineCases, normal, type OpCase } from '../cases';
import { attentionCached, attentionCachedProbs, type AttentionCachedAttrs } from '.';

interface Sizes {
  name: string;
  steps: number;
  capacity: number;
  position: number;
  /** heads, key heads, width of a head. */
  heads: [number, number, number];
  window?: number;
  spread?: number;
  receipt?: boolean;
  benchmark?: boolean;
}

const SIZES: Sizes[] = [
  { name: 'first token', steps: 1, capacity: 1, position: 0, heads: [1, 1, 4] },
  { name: 'one token', steps: 1, capacity: 160, position: 130, heads: [4, 2, 32], receipt: true },
  { name: 'a few tokens, odd width', steps: 3, capacity: 40, position: 9, heads: [3, 1, 12], receipt: true },
  { name: 'one token, window', steps: 1, capacity: 200, position: 150, heads: [2, 1, 8], window: 70 },
  { name: 'wide heads, full cache', steps: 1, capacity: 99, position: 98, heads: [2, 2, 128] },
  { name: 'a chunk', steps: 70, capacity: 100, position: 21, heads: [4, 2, 16] },
  { name: 'a chunk, window', steps: 30, capacity: 64, position: 5, heads: [2, 1, 8], window: 7 },
  { name: 'a short chunk', steps: 9, capacity: 12, position: 0, heads: [2, 2, 4] },
  { name: 'large', steps: 1, capacity: 1024, position: 1000, heads: [8, 4, 64], benchmark: true },
];
const FAR: Sizes = {
  name: 'scores far apart',
  steps: 1,
  capacity: 90,
  position: 80,
  heads: [2, 2, 16],
  spread: 20,
};
const farTolerance = {
  absolute: 5e-4,
  relative: 5e-5,
  reason: 'scores of ±1000 carry f32 errors of 1e-4, which the exponential turns into relative errors',
};

const caseOf = (sizes: Sizes, withValues: boolean): OpCase<AttentionCachedAttrs> => {
  const [heads, kvHeads, headDim] = sizes.heads;
  const spread = sizes.spread ?? 1;
  const keys = normal([sizes.capacity, kvHeads * headDim], spread);
  return {
    name: sizes.name,
    inputs: [
      normal([1, sizes.steps, heads * headDim], spread),
      keys,
      ...(withValues ? [normal([...keys.spec.shape])] : []),
    ],
    attrs: { heads, kvHeads, headDim, causal: true, window: sizes.window, position: { scalar: 'position' } },
    scalars: { position: sizes.position },
    tolerance: sizes.spread ? farTolerance : undefined,
    receipt: sizes.receipt,
    benchmark: sizes.benchmark,
  };
};

export default [
  defineCases(
    attentionCached,
    [...SIZES, FAR].map((sizes) => caseOf(sizes, true)),
  ),
  defineCases(
    attentionCachedProbs,
    [...SIZES, FAR].map((sizes) => caseOf(sizes, false)),
  ),
];
