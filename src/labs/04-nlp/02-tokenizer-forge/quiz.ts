// Questions of N2.
import type { Text } from '$lib/i18n/text';
import { defineQuiz } from '$lib/judge/quiz';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const quiz = defineQuiz([
  {
    id: 'no-unknown',
    covers: ['002/4.1.1'],
    question: t(
      'A byte-level tokeniser trained on English alone is given 黑. What happens?',
      '一个只用英文训练的字节级分词器遇到了「黑」，会怎样？',
    ),
    choices: [
      {
        id: 'bytes',
        label: t('It becomes three byte tokens.', '变成三个字节词元。'),
        correct: true,
        why: t(
          'All 256 bytes are in the vocabulary from the start, so every text can be written; it only costs more.',
          '256 个字节一开始就在词表里，所以任何文本都写得出来，只是更费词元。',
        ),
      },
      {
        id: 'unknown',
        label: t('It becomes an «unknown» token.', '变成一个「未知」词元。'),
        why: t(
          'Word and character vocabularies need one. A byte vocabulary cannot meet a byte that it lacks.',
          '词表以词或字为单位才需要它。字节词表不可能遇到自己没有的字节。',
        ),
      },
      {
        id: 'new',
        label: t('A new token is added.', '往词表里加一个新词元。'),
        why: t(
          'Encoding never changes the vocabulary: the model has no embedding for a new id.',
          '编码从不改动词表：新编号在模型里没有对应的嵌入。',
        ),
      },
    ],
  },
  {
    id: 'why-pieces',
    covers: ['002/4.1.1'],
    question: t(
      'Without a pre-tokeniser the same number of merges gives a shorter text. Why is it used all the same?',
      '不做预分词，同样次数的合并能把文本压得更短。为什么还要做？',
    ),
    choices: [
      {
        id: 'units',
        label: t(
          'Tokens that cross words and clauses fit one context and teach a model little.',
          '跨词、跨句的词元只适合一种上下文，模型从中学不到多少。',
        ),
        correct: true,
        why: t(
          'A token «mat. The» hides the word mat: the model must learn mat again in each of its disguises.',
          '词元「mat. The」把 mat 藏了起来：每换一副面孔，模型都得重新学一遍 mat。',
        ),
      },
      {
        id: 'decoding',
        label: t('Otherwise decoding is not exact.', '否则解码还原不了原文。'),
        why: t(
          'Decoding puts bytes end to end and is exact whatever the merges were.',
          '解码只是把字节首尾相接，不管怎么合并都能精确还原。',
        ),
      },
      {
        id: 'ties',
        label: t('Otherwise ties cannot be settled.', '否则无法处理平局。'),
        why: t('The tie rule looks at ids and needs no pieces.', '平局规则只看编号，与切分无关。'),
      },
    ],
  },
  {
    id: 'own-beats-all',
    covers: ['002/4.1.1'],
    question: t(
      'With merges across words, a tokeniser of 310 tokens beats o200k with 199,998 on its own training text. Is it the better one?',
      '允许合并越过单词，一个 310 个词元的分词器在自己的训练文本上赢了有 199,998 个词元的 o200k。它更好吗？',
    ),
    choices: [
      {
        id: 'memorised',
        label: t('No: it has memorised this text. Try a new one.', '不：它把这段文本背下来了。换一段试试。'),
        correct: true,
        why: t(
          'Measure on text that it was not made from, as you would with any model.',
          '和任何模型一样，要在没见过的文本上衡量。',
        ),
      },
      {
        id: 'smaller',
        label: t('Yes: fewer tokens from a smaller vocabulary.', '是：词表更小，词元更少。'),
        why: t(
          'On this text. On the next one it falls back to bytes.',
          '只在这段上如此，换一段就退回到字节了。',
        ),
      },
      {
        id: 'unfair',
        label: t('Such counts cannot be compared at all.', '这种数字根本没法比。'),
        why: t(
          'They can: the same text, the same characters, the same bytes. Only the choice of text must be fair.',
          '能比：同一段文本，字符数和字节数都一样。只是选哪段文本要公平。',
        ),
      },
    ],
  },
]);
