// Exercises of P2, each checked by the trainer's own code on a fresh instance.
import { createRandom } from '$lib/base/random';
import { toDigits } from '$lib/i18n/numbers';
import { same, type Text } from '$lib/i18n/text';
import { defineNumberExercise, defineOrderExercise, type Exercise } from '$lib/judge/exercise';
import { checkNumber, checkOrder } from '$lib/judge/verdicts';
import { parameterCount, type LlamaConfig } from '$lib/models/llama/config';
import { learningRate, type Schedule } from '$lib/optim/schedule';
import { TRAIN_DEFAULTS, trainConfig } from '$lib/train/settings';
import { guessingLoss } from './experiment';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const guess = defineNumberExercise<{ vocabSize: number; loss: number }>({
  kind: 'number',
  id: 'how-much-was-learned',
  covers: ['004/1.25:大模型的预训练技术/分布式预训练流程'],
  title: t('Where does it start?', '从哪里开始？'),
  unit: t('nats', 'nat'),
  instance(seed) {
    const random = createRandom(seed);
    return { vocabSize: random.pick([256, 384, 512, 1000, 2048, 50257]), loss: 1 + random.int(30) / 10 };
  },
  prompt: ({ vocabSize, loss }) =>
    t(
      `A model with ${vocabSize} tokens has come to a loss of ${loss} nats. How far below the loss of an untrained model, which gives every token the same probability, is that?`,
      `一个词表为 ${vocabSize} 的模型，损失降到了 ${loss} nat。未经训练的模型给每个词元相同的概率；现在的损失比那时低了多少？`,
    ),
  starter: () => null,
  check: ({ vocabSize, loss }, answer) =>
    checkNumber({
      answer,
      expected: guessingLoss(vocabSize) - loss,
      tolerance: { absolute: 0.01 },
      right: t('Right: guessing costs ln V.', '对：瞎猜的损失是 ln V。'),
      wrong: t(
        'Each token has probability 1/V; its negative logarithm is the loss.',
        '每个词元概率 1/V，取负对数就是损失。',
      ),
    }),
  solution: ({ vocabSize, loss }) => guessingLoss(vocabSize) - loss,
  hints: [t('The loss is −ln p, and p = 1/V.', '损失是 −ln p，而 p = 1/V。')],
});

interface SizeInstance {
  readonly config: LlamaConfig;
}

const parameters = defineNumberExercise<SizeInstance>({
  kind: 'number',
  id: 'count-the-parameters',
  covers: ['002/3.1.1'],
  title: t('Count the parameters', '数一数参数'),
  unit: t('parameters', '个参数'),
  instance(seed) {
    const random = createRandom(seed);
    const hiddenSize = random.pick([64, 96, 128]);
    const layers = 1 + random.int(4);
    const shape = { hiddenSize, layers, heads: hiddenSize / 16, kvHeads: hiddenSize / 32 };
    return { config: trainConfig({ ...TRAIN_DEFAULTS, ...shape }, 256 * (1 + random.int(4))) };
  },
  prompt: ({ config: { layers, hiddenSize, heads, kvHeads, headDim, intermediateSize, vocabSize } }) =>
    t(
      `${layers} blocks, width ${hiddenSize}, ${heads} query heads and ${kvHeads} key-value heads of ${headDim}, SwiGLU of ${intermediateSize}, vocabulary ${vocabSize}, tied embedding, no biases, RMSNorm gains included. How many parameters?`,
      `${layers} 层，宽度 ${hiddenSize}，${heads} 个查询头、${kvHeads} 个键值头（每头 ${headDim} 维），SwiGLU 宽 ${intermediateSize}，词表 ${vocabSize}，词嵌入与输出共享，无偏置，RMSNorm 的增益也算。一共多少参数？`,
    ),
  starter: () => null,
  check: ({ config }, answer) =>
    checkNumber({
      answer,
      expected: parameterCount(config),
      tolerance: { absolute: 0.5 },
      right: t('Right, to the last one.', '对，一个不差。'),
      wrong: (given) =>
        given === parameterCount({ ...config, tieEmbeddings: false })
          ? t('The output matrix is the embedding: count it once.', '输出矩阵就是词嵌入，只能算一次。')
          : t(
              'Per block: four attention matrices, three of SwiGLU, two gains. And one gain at the end.',
              '每层：注意力四个矩阵、SwiGLU 三个矩阵、两组增益；最后还有一组增益。',
            ),
    }),
  solution: ({ config }) => parameterCount(config),
  hints: [
    t(
      'Queries and output: width × width each. Keys and values: width × (KV heads × head width) each.',
      '查询和输出：各为 宽度 × 宽度；键和值：各为 宽度 ×（键值头数 × 每头维数）。',
    ),
    t('SwiGLU has three matrices of width × its own width.', 'SwiGLU 有三个矩阵，都是 宽度 × SwiGLU 宽度。'),
  ],
});

const rate = defineNumberExercise<{ schedule: Schedule; step: number }>({
  kind: 'number',
  id: 'learning-rate-of-a-step',
  covers: ['004/1.29:大模型的预训练技术/分布式预训练流程'],
  title: t('Read the schedule', '读懂调度'),
  instance(seed) {
    const random = createRandom(seed);
    const warmup = 10 * (1 + random.int(5));
    const steps = warmup + 100 * (1 + random.int(5));
    const step = random.int(2) ? warmup + (steps - warmup) / 2 : Math.ceil(warmup / 2);
    return { schedule: { peak: random.pick([1e-3, 2e-3, 4e-3]), warmup, steps, floor: 0.1 }, step };
  },
  prompt: ({ schedule: { peak, warmup, steps, floor }, step }) =>
    t(
      `Linear warm-up over ${warmup} steps to ${peak}, then a cosine down to ${floor * 100} % of it at step ${steps}. What is the learning rate at step ${step}?`,
      `前 ${warmup} 步线性升到 ${peak}，随后按余弦下降，到第 ${steps} 步剩 ${floor * 100}%。第 ${step} 步的学习率是多少？`,
    ),
  starter: () => null,
  check: ({ schedule, step }, answer) =>
    checkNumber({
      answer,
      expected: learningRate(step, schedule),
      tolerance: { relative: 0.01 },
      right: t('Right.', '对。'),
      wrong: t(
        'Before the end of the warm-up it is a straight line; after it, look at how far between peak and floor.',
        '热身期内是一条直线；之后要看走到峰值与下限之间的什么位置。',
      ),
    }),
  solution: ({ schedule, step }) => learningRate(step, schedule),
  hints: [
    t(
      'Half-way down a cosine lies half-way between peak and floor.',
      '余弦走到一半，正好在峰值与下限的正中间。',
    ),
  ],
  explain: ({ schedule, step }) => same(toDigits(learningRate(step, schedule), 4)),
});

const STEP_PARTS: readonly { id: string; label: Text }[] = [
  { id: 'draw', label: t('draw a batch of windows', '随机取一批窗口') },
  { id: 'forward', label: t('forward pass: logits', '前向：算出 logits') },
  { id: 'loss', label: t('cross-entropy with the next tokens', '与下一个词元求交叉熵') },
  { id: 'backward', label: t('backward pass: gradients', '反向：求梯度') },
  { id: 'clip', label: t('clip by the global norm', '按全局范数裁剪') },
  { id: 'update', label: t('AdamW updates the parameters', 'AdamW 更新参数') },
];

const order = defineOrderExercise<{ shuffled: string[] }>({
  kind: 'order',
  id: 'order-of-a-step',
  covers: [
    '004/1.24:大模型的预训练技术/分布式预训练流程',
    '004/1.26:大模型的预训练技术/分布式预训练流程',
    '004/1.28:大模型的预训练技术/分布式预训练流程',
  ],
  title: t('One step, in order', '一步训练的次序'),
  instance(seed) {
    const random = createRandom(seed);
    const right = STEP_PARTS.map(({ id }) => id);
    let shuffled = random.shuffle(right);
    while (shuffled.every((id, i) => id === right[i])) shuffled = random.shuffle(right);
    return { shuffled };
  },
  prompt: () => t('Put the parts of one training step in order.', '把一步训练的各个环节排好次序。'),
  items: ({ shuffled }) => shuffled.map((id) => STEP_PARTS.find((part) => part.id === id)!),
  starter: ({ shuffled }) => [...shuffled],
  check: (_, answer) =>
    checkOrder(
      answer,
      STEP_PARTS.map(({ id }) => id),
      t('Right: this is the order in which the recorded program runs.', '对：录制好的程序就按这个次序执行。'),
    ),
  solution: () => STEP_PARTS.map(({ id }) => id),
});

export const exercises: readonly Exercise[] = [guess, parameters, rate, order];
