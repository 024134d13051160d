// Questions of X3.
import type { Text } from '$lib/i18n/text';
import { defineQuiz } from '$lib/judge/quiz';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const quiz = defineQuiz([
  {
    id: 'why-divide',
    covers: ['000/4.1.3'],
    question: t(
      'What would happen without the division by √D, for random q and k of D = 128?',
      '若不除以 √D，对 D = 128 的随机 q 和 k 会怎样？',
    ),
    choices: [
      {
        id: 'saturates',
        label: t('Most rows would put nearly all weight on one key.', '多数行会把几乎全部权重压在一个键上。'),
        correct: true,
        why: t(
          'The scores would have a standard deviation of about 11; the softmax saturates and passes hardly any gradient.',
          '分数的标准差约为 11，softmax 饱和，几乎没有梯度传回来。',
        ),
      },
      {
        id: 'not-one',
        label: t('The rows would no longer sum to 1.', '各行之和不再是 1。'),
        why: t(
          'The softmax makes every row sum to 1, whatever the scores.',
          '不管分数是多少，softmax 都让每行之和为 1。',
        ),
      },
      {
        id: 'nothing',
        label: t('Nothing: softmax ignores the scale.', '没有变化：softmax 不受尺度影响。'),
        why: t(
          'It ignores a shift, the same number added to all. A scale acts like an inverse temperature.',
          '它不受平移影响（所有分数加同一个数）；尺度则相当于温度的倒数。',
        ),
      },
    ],
  },
  {
    id: 'sink',
    covers: ['000/5.3.3'],
    question: t(
      'A head puts 0.9 of nearly every row on `<|bos|>`. What may one conclude?',
      '某个头几乎每一行都把 0.9 的权重放在 `<|bos|>` 上。可以得出什么结论？',
    ),
    choices: [
      {
        id: 'idle',
        label: t(
          'It has a sink: on this text it moves little from other tokens.',
          '它有一个汇点：在这段文本上，它很少从别的词元搬运信息。',
        ),
        correct: true,
        why: t(
          'The row must sum to 1, so a head with nothing to fetch parks its weight. How much it really writes also depends on the value of that token.',
          '每行之和必须为 1，没有东西可取的头就把权重停在那里。它究竟写入多少，还要看那个词元的 v。',
        ),
      },
      {
        id: 'important',
        label: t('The first token is the most important word.', '首词元是最重要的词。'),
        why: t(
          'It holds no word at all. Large weight is not importance: its value vector is often small.',
          '它根本不是词。权重大不等于重要：它的 v 往往很小。',
        ),
      },
      {
        id: 'broken',
        label: t('The head is broken and may be cut.', '这个头坏了，可以剪掉。'),
        why: t(
          'Perhaps, on this text. On another it may work; only an ablation tells.',
          '在这段文本上也许是；换一段它可能就干活了。要做消融才知道。',
        ),
      },
    ],
  },
  {
    id: 'explanation',
    covers: ['000/5.3.3'],
    question: t(
      'The last row looks hard at «garden» and the model answers «garden». Is that the reason?',
      '最后一行紧盯着「花园」，模型也答「花园」。这就是原因吗？',
    ),
    choices: [
      {
        id: 'hypothesis',
        label: t('It is a hypothesis: intervene to test it.', '这是一个假设，要干预才能检验。'),
        correct: true,
        why: t(
          'Set the weight to zero, or swap the place in the text, and see whether the answer changes.',
          '把这个权重置零，或者换掉文中的地点，看答案变不变。',
        ),
      },
      {
        id: 'proof',
        label: t('Yes: attention shows what the model used.', '是：注意力显示了模型用到的东西。'),
        why: t(
          'It shows where a head read from, not what it did with it. And by layer 2 the token at that place holds much else.',
          '它只显示这个头从哪里读，没显示读来做什么；况且到了后面的层，那个位置里早已混入别的信息。',
        ),
      },
      {
        id: 'useless',
        label: t('No: attention maps mean nothing.', '不是：注意力图毫无意义。'),
        why: t(
          'Too strong: a map bounds where information can come from in that layer. Zero weight moves nothing.',
          '说过头了：注意力图限定了这一层的信息能从哪里来，权重为零就什么也搬不动。',
        ),
      },
    ],
  },
]);
