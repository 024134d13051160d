// Exercises of Q1, each checked by the project's own quantiser and comparison on a fresh instance.
import { createRandom } from '$lib/base/random';
import { int4At } from '$lib/base/half';
import { comparePosition } from '$lib/infer/compare';
import { toDigits } from '$lib/i18n/numbers';
import { same, type Text } from '$lib/i18n/text';
import {
  defineCellsExercise,
  defineChoiceExercise,
  defineNumberExercise,
  type Exercise,
} from '$lib/judge/exercise';
import { checkCells, checkChoice, checkNumber } from '$lib/judge/verdicts';
import { bytesOf, dequantise } from '$lib/quant/quantised';
import { quantiseRtn } from '$lib/quant/rtn';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

interface SizeInstance {
  readonly rows: number;
  readonly columns: number;
  readonly group: number;
}

const sizeOf = ({ rows, columns, group }: SizeInstance): number =>
  bytesOf(quantiseRtn(new Float32Array(rows * columns), [rows, columns], { bits: 4, group })).total;

const bytesExercise = defineNumberExercise<SizeInstance>({
  kind: 'number',
  id: 'bytes-of-int4',
  covers: ['000/7.1.2', '003/详细学习计划/第三阶段：实践应用/第15-16周/实践任务/2'],
  title: t('Weigh a matrix', '称一称矩阵'),
  unit: t('bytes', '字节'),
  instance(seed) {
    const random = createRandom(seed);
    return {
      rows: 64 * (1 + random.int(6)),
      columns: 128 * (1 + random.int(4)),
      group: random.pick([16, 32, 64]),
    };
  },
  prompt: ({ rows, columns, group }) =>
    t(
      `A matrix of ${rows} × ${columns} weights is stored as INT4 with one FP16 scale for every ${group} weights of a row. How many bytes, scales included?`,
      `一个 ${rows} × ${columns} 的矩阵存成 INT4，每行每 ${group} 个权重共用一个 FP16 缩放系数。连同缩放系数一共多少字节？`,
    ),
  starter: () => null,
  check: (instance, answer) =>
    checkNumber({
      answer,
      expected: sizeOf(instance),
      tolerance: { absolute: 0.5 },
      right: t(
        'Right: codes take half a byte, each group two bytes more.',
        '对：编码每个半字节，每组再加两字节。',
      ),
      wrong: (given) =>
        given === (instance.rows * instance.columns) / 2
          ? t('These are the codes alone: the scales are missing.', '这只是编码的字节数，还没算缩放系数。')
          : t('Count codes and scales apart, then add.', '把编码和缩放系数分开算，再相加。'),
    }),
  solution: sizeOf,
  hints: [
    t('Two codes fit in one byte.', '一个字节放得下两个编码。'),
    t(
      'How many groups does the whole matrix have? Each has one scale of two bytes.',
      '整个矩阵有多少组？每组一个两字节的缩放系数。',
    ),
  ],
});

interface GroupInstance {
  readonly weights: number[];
}

/** Codes by the project's quantiser, and the scale it kept. */
function codesOf({ weights }: GroupInstance): { codes: number[]; scale: number } {
  const matrix = quantiseRtn(Float32Array.from(weights), [1, weights.length], {
    bits: 4,
    group: weights.length,
  });
  const codes = weights.map((_, column) => int4At(matrix.words, 0, column));
  const values = dequantise(matrix);
  const at = codes.findIndex((code) => code !== 0);
  return { codes, scale: values[at]! / codes[at]! };
}

const codesExercise = defineCellsExercise<GroupInstance>({
  kind: 'cells',
  id: 'round-a-group',
  covers: ['000/7.1.2', '002/4.3.2'],
  title: t('Round a group by hand', '手工量化一组权重'),
  instance(seed) {
    const random = createRandom(seed);
    // The extreme is a multiple of 8 steps, the rest lie clear of the half-way points: no ties to argue about.
    const step = random.pick([0.01, 0.02, 0.05]) * random.pick([1, -1]);
    const codes = [-8, ...Array.from({ length: 5 }, () => random.int(14) - 6)];
    const weights = codes.map((code, i) => (i === 0 ? code : code + (random.next() - 0.5) * 0.7) * step);
    return { weights: random.shuffle(weights).map((weight) => Math.round(weight * 1e4) / 1e4) };
  },
  prompt: ({ weights }) =>
    t(
      `One group: ${weights.map((w) => toDigits(w, 4)).join(', ')}. The scale is the weight of largest magnitude divided by −8. Fill in the codes, −8 to 7.`,
      `一组权重：${weights.map((w) => toDigits(w, 4)).join('，')}。缩放系数等于绝对值最大的权重除以 −8。填出各自的编码（−8 到 7）。`,
    ),
  starter: ({ weights }) => [weights.map(() => null)],
  columnLabels: ({ weights }) => weights.map((weight) => toDigits(weight, 4)),
  rowLabels: () => ['q'],
  check: (instance, answer) =>
    checkCells(
      answer,
      [codesOf(instance).codes],
      { absolute: 0 },
      t('Right, and the kernel reads exactly these nibbles.', '对，内核读到的正是这几个半字节。'),
    ),
  solution: (instance) => [codesOf(instance).codes],
  hints: [
    t(
      'Mind the sign of the scale: the extreme weight always gets the code −8.',
      '注意缩放系数的符号：极值的编码永远是 −8。',
    ),
    t(
      'Divide each weight by the scale and round to the nearest whole number.',
      '每个权重除以缩放系数，再四舍五入到最近的整数。',
    ),
  ],
  explain: (instance) => {
    const { codes, scale } = codesOf(instance);
    return t(
      `Scale ${toDigits(scale, 4)}; codes ${codes.join(', ')}.`,
      `缩放系数 ${toDigits(scale, 4)}；编码 ${codes.join('，')}。`,
    );
  },
});

interface KlInstance {
  readonly p: number[];
  readonly q: number[];
}

const klOf = ({ p, q }: KlInstance): number => comparePosition(p.map(Math.log), q.map(Math.log)).kl;

const klExercise = defineNumberExercise<KlInstance>({
  kind: 'number',
  id: 'kl-by-hand',
  covers: ['002/4.3.2'],
  title: t('KL by hand', '手算 KL'),
  unit: t('nats', 'nat'),
  instance(seed) {
    const random = createRandom(seed);
    const draw = () => {
      const first = 5 + random.int(4);
      const second = 1 + random.int(9 - first);
      return [first / 10, second / 10, (10 - first - second) / 10].filter((share) => share > 0);
    };
    let p = draw();
    while (p.length < 3) p = draw();
    let q = draw();
    while (q.length < 3 || q.every((share, i) => share === p[i])) q = draw();
    return { p, q };
  },
  prompt: ({ p, q }) =>
    t(
      `A vocabulary of three tokens. FP16 says p = (${p.join(', ')}), INT4 says q = (${q.join(', ')}). What is KL(p ‖ q)?`,
      `词表只有三个词元。FP16 给出 p = (${p.join(', ')})，INT4 给出 q = (${q.join(', ')})。KL(p ‖ q) 是多少？`,
    ),
  starter: () => null,
  check: (instance, answer) =>
    checkNumber({
      answer,
      expected: klOf(instance),
      tolerance: { absolute: 0.002 },
      right: t('Right.', '对。'),
      wrong: (given) =>
        Math.abs(given - klOf({ p: instance.q, q: instance.p })) < 0.002
          ? t('That is KL(q ‖ p): the reference belongs in front.', '这是 KL(q ‖ p)：基准要写在前面。')
          : t(
              'Sum p · ln(p / q) over the three tokens, natural logarithm.',
              '对三个词元求 p · ln(p / q) 之和，用自然对数。',
            ),
    }),
  solution: klOf,
  hints: [
    t(
      'Each term is weighted by p, so tokens that FP16 finds unlikely hardly count.',
      '每一项都以 p 加权，FP16 认为不太可能的词元几乎不算数。',
    ),
  ],
});

interface FlipInstance {
  /** Logits of the two best tokens at four places. */
  readonly pairs: readonly (readonly [number, number])[];
  /** No logit moves by more than this. */
  readonly bound: number;
}

/** The only place whose first choice cannot flip: its gap is larger than twice the bound. */
const safePlace = ({ pairs, bound }: FlipInstance): number => pairs.findIndex(([a, b]) => a - b > 2 * bound);

const flipExercise = defineChoiceExercise<FlipInstance>({
  kind: 'choice',
  id: 'which-cannot-flip',
  covers: ['000/7.1.2'],
  title: t('Which choice is safe?', '哪个首选不会变？'),
  instance(seed) {
    const random = createRandom(seed);
    const bound = 0.2 + 0.1 * random.int(4);
    const pairs = Array.from({ length: 4 }, (_, i) => {
      const best = 2 + random.next() * 4;
      const gap = i === 0 ? bound * (2.2 + random.next()) : bound * (0.3 + 1.5 * random.next());
      return [Math.round(best * 100) / 100, Math.round((best - gap) * 100) / 100] as const;
    });
    return { pairs: random.shuffle(pairs), bound: Math.round(bound * 100) / 100 };
  },
  prompt: ({ pairs, bound }) =>
    t(
      `At four places the two best logits under FP16 are ${pairs.map(([a, b]) => `(${a}, ${b})`).join(', ')}. Suppose rounding moves no logit by more than ${bound}. At which place can the first choice not change?`,
      `四个位置上，FP16 的前两名 logits 依次是 ${pairs.map(([a, b]) => `(${a}, ${b})`).join('、')}。假设舍入对任何 logit 的改动都不超过 ${bound}。哪个位置的首选一定不会变？`,
    ),
  choices: (instance) =>
    instance.pairs.map(([a, b], i) => ({
      id: String(i),
      label: same(`(${a}, ${b})`),
      why:
        i === safePlace(instance)
          ? t(
              `The gap ${toDigits(a - b)} is more than twice ${instance.bound}: even if the first falls and the second rises, the order stays.`,
              `差距 ${toDigits(a - b)} 大于 ${instance.bound} 的两倍：哪怕第一名降到底、第二名升到顶，名次也不变。`,
            )
          : t(
              `The gap ${toDigits(a - b)} can be closed: one logit may fall by ${instance.bound} while the other rises by as much.`,
              `差距 ${toDigits(a - b)} 可能被抹平：一个降 ${instance.bound}，另一个同时升 ${instance.bound}。`,
            ),
    })),
  starter: () => null,
  check(instance, answer) {
    return checkChoice(this.choices(instance), answer, String(safePlace(instance)));
  },
  solution: (instance) => String(safePlace(instance)),
});

export const exercises: readonly Exercise[] = [bytesExercise, codesExercise, klExercise, flipExercise];
