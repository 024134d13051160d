// Exercises of N2 on counting and merging, and the list of all; each checked by the project's own trainer and encoder on a fresh instance.
import { createRandom, type Random } from '$lib/base/random';
import type { Text } from '$lib/i18n/text';
import {
  defineCellsExercise,
  defineNumberExercise,
  defineTextExercise,
  type Exercise,
} from '$lib/judge/exercise';
import { checkCells, checkNumber, fail, pass } from '$lib/judge/verdicts';
import { BpeTrainer, type MergeStep } from '$lib/tokenizers/bpe/train';
import { utf8Decode } from '$lib/tokenizers/bytes';
import { PRE_TOKENIZERS } from '$lib/tokenizers/pretokenize';
import { bytesOf, costliest } from './exercises-text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const covers = ['002/4.1.1'];

/** A trainer on one piece of text, so that nothing but counting decides. */
const trainerOf = (text: string) => new BpeTrainer(text, { preTokenizer: PRE_TOKENIZERS.lines });
const letters = (random: Random, from: string, length: number): string =>
  Array.from({ length }, () => random.pick([...from])).join('');

interface NextInstance {
  readonly text: string;
  /** Merges made already. */
  readonly done: number;
}

function afterMerges({ text, done }: NextInstance): BpeTrainer {
  const trainer = trainerOf(text);
  for (let i = 0; i < done; i++) trainer.step();
  return trainer;
}
const tokenNames = (trainer: BpeTrainer): string[] =>
  trainer.textIds().map((id) => utf8Decode(trainer.tokens[id]!));
const pairOf = (trainer: BpeTrainer): [string, string] => {
  const pair = trainer.nextPair();
  return pair ? [utf8Decode(trainer.tokens[pair.left]!), utf8Decode(trainer.tokens[pair.right]!)] : ['', ''];
};

const nextMerge = defineTextExercise<NextInstance>({
  kind: 'text',
  id: 'next-merge',
  covers,
  title: t('Which pair is next?', '下一个合并哪一对？'),
  placeholder: t('left right, e.g. a b', '左 右，例如 a b'),
  instance(seed) {
    const random = createRandom(seed);
    for (;;) {
      const instance = { text: letters(random, 'abcd', 12 + random.int(5)), done: random.int(3) };
      const trainer = afterMerges(instance);
      if (trainer.merges.length === instance.done && trainer.nextPair()) return instance;
    }
  },
  prompt: (instance) =>
    t(
      `A text stands at these tokens: \`${tokenNames(afterMerges(instance)).join(' ')}\`. Which two neighbours are merged next? Write both with a space between. A tie goes to the pair whose left id is lower (then right); letters have their byte as id, merged tokens come after all bytes.`,
      `一段文本现在的切分是：\`${tokenNames(afterMerges(instance)).join(' ')}\`。接下来合并哪两个相邻词元？写下两者，中间空一格。平局时取左侧编号较小的（再比右侧）；字母的编号就是它的字节值，合并出的词元编号排在所有字节之后。`,
    ),
  starter: () => '',
  check(instance, answer) {
    const trainer = afterMerges(instance);
    const given = answer.split(/[\s+,，]+/).filter((part) => part !== '');
    const expected = pairOf(trainer);
    if (given.length === 2 && given[0] === expected[0] && given[1] === expected[1])
      return pass(t('Right: that is what the trainer merges.', '对：训练器合并的正是它。'));
    if (given.length !== 2)
      return fail(t('Write two tokens with a space between.', '请写两个词元，中间空一格。'));
    const counted = trainer.rankedPairs(1000);
    const chosen = counted.find(
      ({ left, right }) =>
        utf8Decode(trainer.tokens[left]!) === given[0] && utf8Decode(trainer.tokens[right]!) === given[1],
    );
    if (!chosen) return fail(t('These two never stand side by side.', '这两个从未相邻。'));
    const top = counted[0]!.count;
    return fail(
      chosen.count === top
        ? t('As common as the right one: mind the tie rule.', '次数并列第一：注意平局规则。')
        : t(
            `That pair stands ${chosen.count} times; another stands more often.`,
            `这一对出现 ${chosen.count} 次，还有更多的。`,
          ),
      chosen.count / (top + 1),
    );
  },
  solution: (instance) => pairOf(afterMerges(instance)).join(' '),
  hints: [
    t('Slide a window of two over the tokens and tally.', '用一个宽度为 2 的窗口滑过去，逐对画“正”字。'),
    t(
      'In a run of three equal tokens the pair is counted twice: overlapping pairs all count.',
      '连着三个相同的词元，这一对算两次：重叠的也都计数。',
    ),
  ],
});

interface FiveInstance {
  readonly text: string;
}

/** The first five merges, and the tokens after each; fewer when the text gives no more. */
function fiveMerges({ text }: FiveInstance): { merges: MergeStep[]; after: number[]; trainer: BpeTrainer } {
  const trainer = trainerOf(text);
  const after: number[] = [];
  while (after.length < 5 && trainer.step()) after.push(trainer.tokenCount);
  return { merges: trainer.merges, after, trainer };
}
const fiveRows = (instance: FiveInstance): number[][] => {
  const { merges, after } = fiveMerges(instance);
  return merges.map(({ count }, i) => [count, after[i]!]);
};

const fiveByHand = defineCellsExercise<FiveInstance>({
  kind: 'cells',
  id: 'five-merges',
  covers,
  title: t('Five merges by hand', '手工走五步'),
  instance(seed) {
    const random = createRandom(seed);
    const words = ['lo', 'low', 'er', 'new', 'lower', 'newer', 'slow'];
    for (;;) {
      const text = Array.from({ length: 6 + random.int(3) }, () => random.pick(words)).join('');
      if (text.length <= 34 && fiveMerges({ text }).after.length === 5) return { text };
    }
  },
  prompt: ({ text }) =>
    t(
      `Train on \`${text}\` (${text.length} letters, one piece). For each of the first five merges: how often did the chosen pair stand (column n), and how many tokens has the text afterwards (column T)?`,
      `用 \`${text}\`（${text.length} 个字母，不作预分词）训练。前五次合并中，每次选中的那一对出现多少次（n 列）？合并之后文本还有多少个词元（T 列）？`,
    ),
  starter: () => Array.from({ length: 5 }, () => [null, null]),
  rowLabels: () => ['1', '2', '3', '4', '5'],
  columnLabels: () => ['n', 'T'],
  check: (instance, answer) =>
    checkCells(
      answer,
      fiveRows(instance),
      { absolute: 0 },
      t('Right, all five, as the trainer did them.', '五步全对，和训练器一模一样。'),
    ),
  solution: fiveRows,
  hints: [
    t(
      'After each merge count anew: old pairs have vanished, new ones have come.',
      '每次合并后都要重新数：旧的对没了，新的对来了。',
    ),
    t('Without overlaps T falls by exactly n.', '没有重叠时，T 恰好减少 n。'),
  ],
  explain: (instance) => {
    const { merges, trainer } = fiveMerges(instance);
    const names = merges.map(({ id }) => `\`${utf8Decode(trainer.tokens[id]!)}\``);
    return t(`The tokens made: ${names.join(', ')}.`, `依次产生的词元：${names.join('、')}。`);
  },
});

interface RepeatInstance {
  readonly unit: string;
  readonly times: number;
  readonly merges: number;
}

function tokensAfter({ unit, times, merges }: RepeatInstance): number {
  const trainer = trainerOf(unit.repeat(times));
  for (let i = 0; i < merges; i++) trainer.step();
  return trainer.tokenCount;
}

const predict = defineNumberExercise<RepeatInstance>({
  kind: 'number',
  id: 'predict-tokens',
  covers,
  title: t('How far does it shrink?', '能压到多短？'),
  unit: t('tokens', '个词元'),
  instance(seed) {
    const random = createRandom(seed);
    const unit = random.pick(['ab', 'xy', 'no', 'ha']);
    return { unit, times: 5 + random.int(9), merges: 1 + random.int(3) };
  },
  prompt: ({ unit, times, merges }) =>
    t(
      `The text is \`${unit}\` written ${times} times without spaces. How many tokens are left after ${merges} ${merges === 1 ? 'merge' : 'merges'}?`,
      `文本是把 \`${unit}\` 不带空格地连写 ${times} 遍。合并 ${merges} 次之后还剩多少个词元？`,
    ),
  starter: () => null,
  check: (instance, answer) =>
    checkNumber({
      answer,
      expected: tokensAfter(instance),
      tolerance: { absolute: 0 },
      right: t('Right: doubling, with what is left over at the end.', '对：每次翻倍，末尾剩下的另算。'),
      wrong: t(
        'The first merge makes one token of each pair of letters; the second joins those two by two from the left, and an odd one stays alone.',
        '第一次合并把每两个字母变成一个词元；第二次从左往右两两相并，落单的留在最后。',
      ),
    }),
  solution: tokensAfter,
  hints: [
    t(
      'Occurrences that overlap are counted, but only those that do not overlap can be merged.',
      '重叠的出现都会计数，但能合并的只有互不重叠的那些。',
    ),
  ],
});

export const exercises: readonly Exercise[] = [nextMerge, fiveByHand, predict, bytesOf, costliest];
