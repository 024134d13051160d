// Questions of P2.
import type { Text } from '$lib/i18n/text';
import { defineQuiz } from '$lib/judge/quiz';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const quiz = defineQuiz([
  {
    id: 'gap-opens',
    covers: ['000/6.2.1'],
    question: t(
      'The training loss keeps falling while the held-out loss turns up. What is the model doing?',
      '训练损失还在降，留出损失却掉头向上。模型在干什么？',
    ),
    choices: [
      {
        id: 'memorising',
        label: t('Memorising the training text.', '在背训练文本。'),
        correct: true,
        why: t(
          'What it learns now helps only on text it has seen. Stop, shrink the model, or find more text.',
          '它现在学到的东西只对见过的文字有用。该停下、缩小模型，或者找更多文字。',
        ),
      },
      {
        id: 'rate',
        label: t('The learning rate is too high.', '学习率太高。'),
        why: t('Then the training loss would jump or stall as well.', '那样训练损失也会跳动或停滞。'),
      },
      {
        id: 'bug',
        label: t('The mask leaks the future.', '掩码泄漏了未来。'),
        why: t('A leak would drive both losses towards zero.', '如果泄漏，两条损失都会奔向零。'),
      },
    ],
  },
  {
    id: 'what-resumes',
    covers: ['004/1.30:大模型的预训练技术/分布式预训练流程'],
    question: t(
      'A run is resumed from a checkpoint that holds only the weights. What differs from a run that was never stopped?',
      '从一个只存了权重的检查点恢复训练，和从未中断的训练相比有什么不同？',
    ),
    choices: [
      {
        id: 'all',
        label: t('The updates, the batches and the learning rate.', '更新量、批次和学习率都不同。'),
        correct: true,
        why: t(
          'AdamW’s moments restart at zero, the generator draws other windows, and the schedule begins again.',
          'AdamW 的两个矩从零开始，随机数会取到别的窗口，调度也从头来过。',
        ),
      },
      {
        id: 'none',
        label: t('Nothing: the weights are the model.', '没有不同：权重就是模型。'),
        why: t(
          'They are the model, not the run. Try it: the loss bumps.',
          '权重是模型，不是训练过程。试试看：损失会颠一下。',
        ),
      },
      {
        id: 'order',
        label: t('Only the order of the batches.', '只有批次的次序。'),
        why: t('That too, but the moments matter more.', '这也是，但两个矩的影响更大。'),
      },
    ],
  },
  {
    id: 'tokeniser-and-loss',
    covers: ['000/4.2.2'],
    question: t(
      'With a larger vocabulary the loss per token rises. Is the model worse?',
      '词表变大后，每词元的损失升高了。模型变差了吗？',
    ),
    choices: [
      {
        id: 'unit',
        label: t('Not necessarily: each token now says more.', '不一定：每个词元承载的内容多了。'),
        correct: true,
        why: t(
          'Losses per token compare only within one tokeniser. Per byte they compare across.',
          '每词元损失只能在同一个分词器下比较；换算成每字节才能跨分词器比较。',
        ),
      },
      {
        id: 'worse',
        label: t('Yes: a higher loss is a worse model.', '是：损失高就是差。'),
        why: t('Only if the tokens are the same.', '前提是词元相同。'),
      },
      {
        id: 'better',
        label: t('It is better: more tokens, more knowledge.', '更好了：词元多，知识多。'),
        why: t(
          'A vocabulary is not knowledge; rare tokens are trained less.',
          '词表不是知识；罕见词元得到的训练反而更少。',
        ),
      },
    ],
  },
]);
