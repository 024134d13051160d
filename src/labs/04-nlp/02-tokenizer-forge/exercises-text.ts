// Exercises of N2 on what texts cost, each checked by the project's own encoder on a fresh instance.
import { createRandom } from '$lib/base/random';
import { same, type Text } from '$lib/i18n/text';
import { defineChoiceExercise, defineNumberExercise } from '$lib/judge/exercise';
import { checkChoice, checkNumber } from '$lib/judge/verdicts';
import { tokenizerFromTraining } from '$lib/tokenizers/bpe/encode';
import { BpeTrainer } from '$lib/tokenizers/bpe/train';
import { utf8Encode } from '$lib/tokenizers/bytes';
import { PRE_TOKENIZERS } from '$lib/tokenizers/pretokenize';
import type { Tokenizer } from '$lib/tokenizers/tokenizer';
import { countCharacters } from './experiment';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const covers = ['002/4.1.1'];

interface BytesInstance {
  readonly text: string;
}

export const bytesOf = defineNumberExercise<BytesInstance>({
  kind: 'number',
  id: 'bytes-of-text',
  covers,
  title: t('Before the first merge', '第一次合并之前'),
  unit: t('tokens', '个词元'),
  instance(seed) {
    const random = createRandom(seed);
    const some = (from: string, most: number) =>
      Array.from({ length: 1 + random.int(most) }, () => random.pick([...from]));
    const parts = [...some('黑猫白夜灯书花园山水', 4), ...some('aekotz 7', 4), ...some('éñüß', 2)];
    if (random.int(2) === 0) parts.push(random.pick([...'😀🚀🐱']));
    return { text: random.shuffle(parts).join('').trim() };
  },
  prompt: ({ text }) =>
    t(
      `A fresh byte-level vocabulary has 256 tokens and no merges. How many tokens does \`${text}\` take? (Spaces count.)`,
      `刚出炉的字节级词表只有 256 个词元，没有任何合并。\`${text}\` 要用多少个词元？（空格也算。）`,
    ),
  starter: () => null,
  check: ({ text }, answer) =>
    checkNumber({
      answer,
      expected: new BpeTrainer(text).tokenCount,
      tolerance: { absolute: 0 },
      right: t('Right: one token a byte of UTF-8.', '对：UTF-8 的每个字节就是一个词元。'),
      wrong: (given) =>
        given === countCharacters(text)
          ? t(
              'These are the characters. Most take more than one byte.',
              '这是字符数，而多数字符不止一个字节。',
            )
          : t(
              'ASCII takes 1 byte, é and its kin 2, a Chinese character 3, an emoji 4.',
              'ASCII 1 字节，é 之类 2 字节，汉字 3 字节，表情符号 4 字节。',
            ),
    }),
  solution: ({ text }) => utf8Encode(text).length,
});

interface CostInstance {
  readonly texts: readonly string[];
  readonly most: boolean;
}

const TRAINING = 'the black cat sat on the black mat. the white cat sat on the white mat. '.repeat(4);
let trained: Tokenizer | undefined;
/** A tokenizer of sixty merges on the sentence above; made once. */
function sixtyMerges(): Tokenizer {
  if (trained) return trained;
  const trainer = new BpeTrainer(TRAINING);
  while (trainer.merges.length < 60 && trainer.step());
  const { tokens, merges } = trainer;
  return (trained = tokenizerFromTraining({ tokens, merges, preTokenizer: PRE_TOKENIZERS.clauses }, []));
}
const charactersPerToken = (text: string): number =>
  countCharacters(text) / sixtyMerges().encode(text).length;
const KINDS: readonly (readonly string[])[] = [
  ['the black cat', 'the white mat', 'sat on the mat'],
  ['THE BLACK CAT', 'The Whitest Mats', 'a cathedral chat'],
  ['31415926535', '20260101', '1000000007'],
  ['黑猫坐在垫子上', '白猫在花园里', '春眠不觉晓'],
  ['😀🚀🐱😀', '🐱🐱🚀', '🚀😀🚀😀🐱'],
];
const best = ({ texts, most }: CostInstance): number => {
  const rates = texts.map((text) => charactersPerToken(text) * (most ? 1 : -1));
  return rates.indexOf(Math.max(...rates));
};

export const costliest = defineChoiceExercise<CostInstance>({
  kind: 'choice',
  id: 'characters-per-token',
  covers,
  title: t('Cheap text, dear text', '哪段便宜，哪段贵'),
  instance(seed) {
    const random = createRandom(seed);
    const kinds = random.shuffle(KINDS).slice(0, 4);
    return { texts: kinds.map((kind) => random.pick(kind)), most: random.int(2) === 0 };
  },
  prompt: ({ most }) =>
    t(
      `A byte-level tokeniser learned 60 merges from «the black cat sat on the black mat. the white cat sat on the white mat.» Which of these texts gets the ${most ? 'most' : 'fewest'} characters out of a token?`,
      `一个字节级分词器从 “the black cat sat on the black mat. the white cat sat on the white mat.” 学了 60 次合并。下面哪段文本平均每个词元装下的字符${most ? '最多' : '最少'}？`,
    ),
  choices: (instance) =>
    instance.texts.map((text, i) => {
      const rate = charactersPerToken(text).toFixed(2);
      const tokens = sixtyMerges().encode(text).length;
      const right = i === best(instance);
      return {
        id: String(i),
        label: same(text),
        why: t(
          `${right ? 'Right' : 'No'}: ${countCharacters(text)} characters in ${tokens} tokens, ${rate} a token.`,
          `${right ? '对' : '不对'}：${countCharacters(text)} 个字符用了 ${tokens} 个词元，平均 ${rate} 个。`,
        ),
      };
    }),
  starter: () => null,
  check(instance, answer) {
    return checkChoice(this.choices(instance), answer, String(best(instance)));
  },
  solution: (instance) => String(best(instance)),
});
