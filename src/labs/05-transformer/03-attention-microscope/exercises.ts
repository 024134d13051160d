// Exercises of X3, each checked by the lab's own arithmetic on a fresh instance.
import { createRandom } from '$lib/base/random';
import { toDigits } from '$lib/i18n/numbers';
import type { Text } from '$lib/i18n/text';
import { defineCellsExercise, defineNumberExercise, type Exercise } from '$lib/judge/exercise';
import { checkCells, checkNumber } from '$lib/judge/verdicts';
import { headExercise, maskExercise } from './exercises-maps';
import { entropyOf, kvHeadOf, rowArithmetic, softmaxSteps } from './experiment';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const GQA = '003/详细学习计划/第二阶段：大模型技术/第7-8周/学习内容/2';

interface RowInstance {
  readonly query: readonly number[];
  /** One for each token; the last lies in the query's future. */
  readonly keys: readonly (readonly number[])[];
}

/** Weights of the query at position 2 over four tokens, 0 behind the mask. */
function weightsOf({ query, keys }: RowInstance): number[] {
  const shape = { heads: 1, kvHeads: 1, headDim: query.length };
  const q = Float32Array.from([...query, ...query, ...query]);
  const { weights } = rowArithmetic(q, Float32Array.from(keys.flat()), shape, 0, 2);
  return [...weights, 0];
}

const vector = (values: readonly number[]): string => `(${values.join(', ')})`;

const rowExercise = defineCellsExercise<RowInstance>({
  kind: 'cells',
  id: 'softmax-row',
  covers: ['000/4.1.3'],
  title: t('One row by hand', '手算一行'),
  instance(seed) {
    const random = createRandom(seed);
    const draw = () => Array.from({ length: 4 }, () => random.int(5) - 2);
    const query = draw();
    // Scores of one row that lie within 3 of each other: no weight is too small to write down.
    const scoreOf = (key: number[]) => key.reduce((sum, x, d) => sum + x * query[d]!, 0) / 2;
    let keys = [draw(), draw(), draw(), draw()];
    for (let tries = 0; tries < 200; tries++) {
      const scores = keys.slice(0, 3).map(scoreOf);
      const spread = Math.max(...scores) - Math.min(...scores);
      if (spread > 0 && spread <= 3) break;
      keys = [draw(), draw(), draw(), draw()];
    }
    return { query, keys };
  },
  prompt: ({ query, keys }) => {
    const list = keys.map((key, j) => `k${j} = ${vector(key)}`).join('\n');
    return t(
      `A causal head with D = 4. The query stands at position 2: \`q2 = ${vector(query)}\`.\n\`${list}\`\nFill in the attention weights of row 2, to two decimals.`,
      `一个带因果掩码的头，D = 4。查询在位置 2：\`q2 = ${vector(query)}\`。\n\`${list}\`\n填出第 2 行的注意力权重，保留两位小数。`,
    );
  },
  starter: () => [[null, null, null, null]],
  columnLabels: () => ['j = 0', 'j = 1', 'j = 2', 'j = 3'],
  rowLabels: () => ['a'],
  check: (instance, answer) =>
    checkCells(
      answer,
      [weightsOf(instance)],
      { absolute: 0.006 },
      t('Right: the row adds up to 1, and the future has no weight.', '对：这一行加起来是 1，未来没有权重。'),
    ),
  solution: (instance) => [weightsOf(instance).map((weight) => Math.round(weight * 1000) / 1000)],
  hints: [
    t('Dot product first, then divide by √4 = 2.', '先算点积，再除以 √4 = 2。'),
    t(
      'Key 3 lies in the future of query 2. Which keys enter the sum of exponentials?',
      '键 3 在查询 2 的未来。哪些键能进入指数之和？',
    ),
  ],
  explain: ({ query, keys }) => {
    const scores = keys.slice(0, 3).map((key) => key.reduce((sum, x, d) => sum + x * query[d]!, 0) / 2);
    const steps = softmaxSteps(Float64Array.from(scores));
    return t(
      `Scores ${scores.map((s) => toDigits(s)).join(', ')}; exp(score − ${toDigits(steps.max)}) = ${[...steps.exps].map((e) => toDigits(e)).join(', ')}; divide by their sum ${toDigits(steps.sum)}.`,
      `分数 ${scores.map((s) => toDigits(s)).join('，')}；exp(分数 − ${toDigits(steps.max)}) = ${[...steps.exps].map((e) => toDigits(e)).join('，')}；再除以它们的和 ${toDigits(steps.sum)}。`,
    );
  },
});

interface HeadsInstance {
  readonly heads: number;
  readonly kvHeads: number;
  readonly head: number;
}

const kvExercise = defineNumberExercise<HeadsInstance>({
  kind: 'number',
  id: 'which-kv-head',
  covers: [GQA],
  title: t('Whose keys?', '读谁的键？'),
  instance(seed) {
    const random = createRandom(seed);
    const kvHeads = random.pick([2, 4, 8]);
    const heads = kvHeads * random.pick([2, 3, 4, 7]);
    return { heads, kvHeads, head: random.int(heads) };
  },
  prompt: ({ heads, kvHeads, head }) =>
    t(
      `A layer has ${heads} query heads and ${kvHeads} KV heads, both counted from 0. Which KV head does query head ${head} read?`,
      `某一层有 ${heads} 个查询头和 ${kvHeads} 个键值头，都从 0 数起。查询头 ${head} 读的是哪个键值头？`,
    ),
  starter: () => null,
  check: (instance, answer) =>
    checkNumber({
      answer,
      expected: kvHeadOf(instance.head, instance),
      tolerance: { absolute: 0.01 },
      right: t('Right: neighbouring query heads share one KV head.', '对：相邻的查询头共用一个键值头。'),
      wrong: (given) =>
        given === instance.head % instance.kvHeads
          ? t('That deals the heads out in turn; here neighbours share.', '这是轮流分配；这里是相邻的共用。')
          : t('How many query heads share one KV head?', '几个查询头共用一个键值头？'),
    }),
  solution: (instance) => kvHeadOf(instance.head, instance),
  hints: [t('Group size = query heads ÷ KV heads.', '组的大小 = 查询头数 ÷ 键值头数。')],
});

interface EntropyInstance {
  readonly weights: readonly number[];
}

const bitsOf = ({ weights }: EntropyInstance): number => entropyOf(weights) / Math.LN2;

const entropyExercise = defineNumberExercise<EntropyInstance>({
  kind: 'number',
  id: 'entropy-of-a-row',
  covers: ['000/4.1.3', '000/5.3.3'],
  title: t('How spread is a row?', '这一行有多分散？'),
  unit: t('bits', '比特'),
  instance(seed) {
    const random = createRandom(seed);
    const shares = random.pick([
      [0.5, 0.25, 0.25],
      [0.5, 0.25, 0.125, 0.125],
      [0.25, 0.25, 0.25, 0.125, 0.125],
      [0.5, 0.125, 0.125, 0.125, 0.125],
      [0.5, 0.25, 0.125, 0.0625, 0.0625],
    ]);
    return { weights: random.shuffle(shares) };
  },
  prompt: ({ weights }) =>
    t(
      `A row of attention weights: \`${weights.join(', ')}\`. What is its entropy, in bits?`,
      `一行注意力权重：\`${weights.join(', ')}\`。它的熵是多少比特？`,
    ),
  starter: () => null,
  check: (instance, answer) =>
    checkNumber({
      answer,
      expected: bitsOf(instance),
      tolerance: { absolute: 0.01 },
      right: t('Right.', '对。'),
      wrong: (given) =>
        Math.abs(given - entropyOf(instance.weights)) < 0.01
          ? t('That is in nats: divide by ln 2.', '这是以 nat 为单位的：再除以 ln 2。')
          : t('Sum a · log₂(1 / a) over the row.', '对整行求 a · log₂(1 / a) 之和。'),
    }),
  solution: bitsOf,
  hints: [t('A weight of 1/8 contributes 1/8 · 3 bits.', '权重 1/8 贡献 1/8 · 3 比特。')],
});

export const exercises: readonly Exercise[] = [
  rowExercise,
  kvExercise,
  entropyExercise,
  headExercise,
  maskExercise,
];
