// The two exercises of X3 that show whole rows and maps.
import { createRandom, type Random } from '$lib/base/random';
import { toDigits } from '$lib/i18n/numbers';
import { same, type Text } from '$lib/i18n/text';
import { defineChoiceExercise, type Choice } from '$lib/judge/exercise';
import { checkChoice } from '$lib/judge/verdicts';
import { headScores, softmaxSteps } from './experiment';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

interface MapsInstance {
  /** Maps of five tokens, row-major. */
  readonly maps: readonly (readonly number[])[];
}

const TOKENS = [0, 1, 2, 3, 4];
const NAMES = ['A', 'B', 'C'] as const;

/** A map whose rows give most to `target(row)` and deal the rest out in tenths. */
function drawMap(random: Random, target: (row: number) => number): number[] {
  const map = new Array<number>(25).fill(0);
  for (const row of TOKENS) {
    const main = 4 + random.int(3);
    for (let tenth = 0; tenth < 10; tenth++)
      map[row * 5 + (tenth < main ? Math.max(0, target(row)) : random.int(row + 1))]! += 0.1;
  }
  return map.map((weight) => Math.round(weight * 10) / 10);
}

const previousScore = (map: readonly number[]): number =>
  headScores(Float32Array.from(map), TOKENS).find(({ name }) => name === 'previous')!.value;
const bestOf = ({ maps }: MapsInstance): number => {
  const scores = maps.map(previousScore);
  return scores.indexOf(Math.max(...scores));
};
const showRows = (map: readonly number[]): string =>
  [2, 3, 4].map((row) => `${row}:  ${map.slice(row * 5, row * 5 + row + 1).join('  ')}`).join('\n');

const headChoices = ({ maps }: MapsInstance): Choice[] =>
  NAMES.map((name, i) => {
    const score = toDigits(previousScore(maps[i]!));
    return {
      id: name,
      label: t(`Head ${name}`, `头 ${name}`),
      why: t(
        `Head ${name} gives key i − 1 a mean weight of ${score}.`,
        `头 ${name} 给键 i − 1 的平均权重是 ${score}。`,
      ),
    };
  });

export const headExercise = defineChoiceExercise<MapsInstance>({
  kind: 'choice',
  id: 'find-the-head',
  covers: ['000/5.3.3'],
  title: t('Find the previous-token head', '找出「前一个词元」头'),
  instance(seed) {
    const random = createRandom(seed);
    for (;;) {
      const maps = random.shuffle([
        drawMap(random, (row) => row - 1),
        drawMap(random, () => 0),
        drawMap(random, (row) => row),
      ]);
      const scores = maps.map(previousScore).sort((a, b) => b - a);
      if (scores[0]! - scores[1]! >= 0.15) return { maps };
    }
  },
  prompt: ({ maps }) => {
    const shown = NAMES.map((name, i) => `${name}\n\`${showRows(maps[i]!)}\``).join('\n');
    return t(
      `Rows 2 to 4 of three heads' maps, keys 0 to i:\n${shown}\nWhich head has the largest previous-token score?`,
      `三个头的注意力图，各给出第 2 到 4 行（键 0 到 i）：\n${shown}\n哪个头的「前一个词元」得分最高？`,
    );
  },
  starter: () => null,
  choices: headChoices,
  check: (instance, answer) => checkChoice(headChoices(instance), answer, NAMES[bestOf(instance)]!),
  solution: (instance) => NAMES[bestOf(instance)]!,
  hints: [
    t(
      'The key before the query is the last but one number of each row.',
      '查询前面的那个键，是每行的倒数第二个数。',
    ),
  ],
});

interface MaskInstance {
  /** Scores of query 1 for four keys. */
  readonly scores: readonly number[];
  readonly order: readonly string[];
}

const softmax = (scores: readonly number[]): number[] => [...softmaxSteps(Float64Array.from(scores)).weights];
const row = (weights: readonly number[]): Text =>
  same(weights.map((weight) => (weight === 0 ? '0' : weight.toFixed(3))).join(', '));

function maskChoices({ scores, order }: MaskInstance): Choice[] {
  const all = softmax(scores);
  const choices: Choice[] = [
    {
      id: 'masked',
      label: row([...softmax(scores.slice(0, 2)), 0, 0]),
      why: t(
        'Right: the mask acts on the scores, before the softmax, so the visible weights still sum to 1.',
        '对：掩码作用在 softmax 之前的分数上，所以可见的权重之和仍是 1。',
      ),
    },
    {
      id: 'cut-after',
      label: row([all[0]!, all[1]!, 0, 0]),
      why: t(
        'Here the future was cut off after the softmax: it has still taken its share, and the row no longer sums to 1.',
        '这是在 softmax 之后才砍掉未来：份额已经被分走，这一行加起来不再是 1。',
      ),
    },
    {
      id: 'no-mask',
      label: row(all),
      why: t(
        'There is no mask here: query 1 reads keys 2 and 3.',
        '这里没有掩码：查询 1 读到了键 2 和键 3。',
      ),
    },
    {
      id: 'zero-scores',
      label: row(softmax([scores[0]!, scores[1]!, 0, 0])),
      why: t(
        'A masked score of 0 is not «no attention»: exp(0) = 1. The score must be −∞.',
        '把分数置 0 并不等于「不关注」：exp(0) = 1。分数必须是 −∞。',
      ),
    },
  ];
  return order.map((id) => choices.find((choice) => choice.id === id)!);
}

export const maskExercise = defineChoiceExercise<MaskInstance>({
  kind: 'choice',
  id: 'what-the-mask-does',
  covers: ['000/4.1.3'],
  title: t('What the causal mask does', '因果掩码做了什么'),
  instance(seed) {
    const random = createRandom(seed);
    const draw = () => (1 + random.int(15)) / 5;
    const scores = [draw(), draw(), draw(), draw()];
    return { scores, order: random.shuffle(['masked', 'cut-after', 'no-mask', 'zero-scores']) };
  },
  prompt: ({ scores }) =>
    t(
      `Before masking, query 1 scores \`${scores.join(', ')}\` on keys 0 to 3. Which row of weights does a causal head give?`,
      `掩码之前，查询 1 对键 0 到 3 的分数是 \`${scores.join(', ')}\`。带因果掩码的头给出哪一行权重？`,
    ),
  starter: () => null,
  choices: maskChoices,
  check: (instance, answer) => checkChoice(maskChoices(instance), answer, 'masked'),
  solution: () => 'masked',
});
