/** Cases of attention: one token, tails, grouped queries, windows, no mask, wide heads, scores far apart. */
import { constant, defineCases, normal, type OpCase } from '../cases';
import { attention, attentionBackward, attentionProbs, type AttentionAttrs } from '.';

interface Sizes {
  name: string;
  batch: number;
  steps: number;
  attrs: AttentionAttrs;
  /** Standard deviation of q and k. */
  spread?: number;
  receipt?: boolean;
  benchmark?: boolean;
}

const heads = (count: number, kvHeads: number, headDim: number, more: Partial<AttentionAttrs> = {}) => ({
  heads: count,
  kvHeads,
  headDim,
  causal: true,
  ...more,
});

const SIZES: Sizes[] = [
  { name: 'one token', batch: 1, steps: 1, attrs: heads(1, 1, 4) },
  { name: 'tail', batch: 2, steps: 11, attrs: heads(2, 2, 8), receipt: true },
  { name: 'grouped queries', batch: 2, steps: 70, attrs: heads(4, 2, 16), receipt: true },
  { name: 'window', batch: 1, steps: 37, attrs: heads(2, 1, 12, { window: 5 }) },
  { name: 'window longer than the text', batch: 1, steps: 6, attrs: heads(2, 1, 4, { window: 99 }) },
  {
    name: 'not causal, own scale',
    batch: 1,
    steps: 19,
    attrs: heads(2, 2, 8, { causal: false, scale: 0.5 }),
  },
  { name: 'wide heads', batch: 1, steps: 66, attrs: heads(2, 1, 128) },
  { name: 'large', batch: 4, steps: 256, attrs: heads(4, 2, 32), benchmark: true },
];
/** Scores of some hundreds: exponents that would overflow unless the maximum is taken off. */
const FAR: Sizes = { name: 'scores far apart', batch: 1, steps: 40, attrs: heads(2, 2, 16), spread: 20 };

const shapes = ({ batch, steps, attrs, spread = 1 }: Sizes) => ({
  q: normal([batch, steps, attrs.heads * attrs.headDim], spread),
  k: normal([batch, steps, attrs.kvHeads * attrs.headDim], spread),
  v: normal([batch, steps, attrs.kvHeads * attrs.headDim]),
});
const farTolerance = {
  absolute: 5e-4,
  relative: 5e-5,
  reason: 'scores of ±1000 carry f32 errors of 1e-4, which the exponential turns into relative errors',
};

function cases(
  inputsOf: (sizes: Sizes) => OpCase<AttentionAttrs>['inputs'],
  all: Sizes[],
): OpCase<AttentionAttrs>[] {
  return all.map((sizes) => ({
    name: sizes.name,
    inputs: inputsOf(sizes),
    attrs: sizes.attrs,
    receipt: sizes.receipt,
    benchmark: sizes.benchmark,
    // The long one takes seconds; the others cover the same code.
    gradient: !sizes.benchmark,
    ...(sizes.spread && { tolerance: farTolerance }),
  }));
}

export default [
  defineCases(
    attention,
    cases(
      (sizes) => {
        const { q, k, v } = shapes(sizes);
        return [q, k, v];
      },
      [...SIZES, FAR],
    ),
  ),
  // y and lse are not computed from the rest: the formula holds for any.
  defineCases(
    attentionBackward,
    cases((sizes) => {
      const { q, k, v } = shapes(sizes);
      const { batch, steps, attrs } = sizes;
      const lse = constant([batch, attrs.heads, steps], Math.log(steps));
      return [q, k, v, normal([...q.spec.shape]), lse, normal([...q.spec.shape])];
    }, SIZES),
  ),
  defineCases(
    attentionProbs,
    cases(
      (sizes) => {
        const { q, k } = shapes(sizes);
        return [q, k];
      },
      [...SIZES, FAR],
    ),
  ),
];
