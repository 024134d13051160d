// Questions of Q1.
import type { Text } from '$lib/i18n/text';
import { defineQuiz } from '$lib/judge/quiz';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const quiz = defineQuiz([
  {
    id: 'early-divergence',
    covers: ['000/7.1.2'],
    question: t(
      'INT4 and FP16 part at the second token, yet the mean KL is 0.002. What has happened?',
      'INT4 和 FP16 在第二个词元就分叉了，平均 KL 却只有 0.002。这是怎么回事？',
    ),
    choices: [
      {
        id: 'close',
        label: t('Two candidates were nearly equal there.', '那里有两个候选几乎打平。'),
        correct: true,
        why: t(
          'A coin toss between equals: the texts differ, the model does not.',
          '旗鼓相当的候选抛了次硬币：文字不同，模型并没有变。',
        ),
      },
      {
        id: 'broken',
        label: t('INT4 has destroyed the model.', 'INT4 毁掉了模型。'),
        why: t(
          'Then the KL would be large everywhere, and the perplexity with it.',
          '那样的话处处 KL 都会很大，困惑度也会飙升。',
        ),
      },
      {
        id: 'seed',
        label: t('The seeds differ.', '随机种子不同。'),
        why: t(
          'Both sides draw with the same seed, and at temperature 0 nothing is drawn.',
          '两边用同一个种子，而且温度为 0 时根本不抽样。',
        ),
      },
    ],
  },
  {
    id: 'ratio-below-one',
    covers: ['002/4.3.2'],
    question: t(
      'On a text of 60 tokens INT4 has the lower perplexity. Is it the better model?',
      '在一段 60 个词元的文本上，INT4 的困惑度更低。它是更好的模型吗？',
    ),
    choices: [
      {
        id: 'noise',
        label: t('No: on so few tokens that is noise.', '不是：词元这么少，这只是噪声。'),
        correct: true,
        why: t(
          'Rounding shifts each prediction a little, up or down; only a long text averages it out. KL never goes below zero.',
          '舍入让每个预测时好时坏地挪一点，文本够长才会平均掉。KL 则永远不会小于零。',
        ),
      },
      {
        id: 'regularises',
        label: t('Yes: rounding regularises.', '是：舍入起了正则化作用。'),
        why: t(
          'Nothing was trained after rounding, so nothing was regularised.',
          '舍入之后没有再训练，谈不上正则化。',
        ),
      },
      {
        id: 'impossible',
        label: t('That cannot happen.', '这不可能发生。'),
        why: t(
          'It can, and on short texts it often does. Try one.',
          '可能，而且在短文本上常常发生。试一段就知道。',
        ),
      },
    ],
  },
  {
    id: 'small-model-speed',
    covers: ['000/7.1.2'],
    question: t(
      'Why does INT4 not speed up this model of a million parameters?',
      '为什么 INT4 没让这个百万参数的模型变快？',
    ),
    choices: [
      {
        id: 'launches',
        label: t(
          'Its time goes into launching kernels, not into reading weights.',
          '时间花在启动内核上，不在读权重上。',
        ),
        correct: true,
        why: t(
          'Only where memory bandwidth is the limit do fewer bytes mean less time.',
          '只有显存带宽是瓶颈时，字节少才意味着时间少。',
        ),
      },
      {
        id: 'more-work',
        label: t('INT4 does more multiplications.', 'INT4 的乘法次数更多。'),
        why: t(
          'It does the same number; unpacking is cheap next to waiting.',
          '乘法次数一样；和等待相比，拆包很便宜。',
        ),
      },
      {
        id: 'embedding',
        label: t('Because the embedding stays FP16.', '因为词嵌入还是 FP16。'),
        why: t(
          'True, but halving it as well would not change the launches.',
          '确实如此，但就算把它也量化，启动次数也不会变。',
        ),
      },
    ],
  },
]);
