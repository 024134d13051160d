// The words of the arena that are no prose.
import type { Text } from '$lib/i18n/text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const arena = {
  defaultPrompt: t(
    'Mia put the lamp in the garden. Ben went to the kitchen. Mia took the lamp to the station.\nQ: where is the lamp? A:',
    '米娅把灯放在花园里。小雨去了厨房。米娅把灯拿到了车站。\n问：灯在哪里？答：',
  ),
  title: t('Two precisions, one prompt', '两种精度，同一个提示词'),
  prompt: t('Prompt', '提示词'),
  promptHelp: t(
    'The shipped model knows the world of its tales, in English and Chinese.',
    '随站模型只熟悉它那些中英文小故事里的世界。',
  ),
  precision: t('Against FP16', '与 FP16 对比'),
  group: t('Group size', '分组大小'),
  groupHelp: t('Weights that share one scale', '多少个权重共用一个缩放系数'),
  tokens: t('New tokens', '新词元数'),
  temperature: t('Temperature', '温度'),
  seed: t('Seed', '随机种子'),
  run: t('Run both', '同时生成'),
  cancel: t('Cancel', '取消'),
  reference: t('FP16, the reference', 'FP16（基准）'),
  same: t('Both wrote the same tokens.', '两边写出的词元完全相同。'),
  diverged: (index: number): Text =>
    t(`They part at new token ${index + 1}.`, `从第 ${index + 1} 个新词元开始分叉。`),
  here: t('parts here', '在此分叉'),
  nothing: t('Run both to see two texts grow side by side.', '点「同时生成」，看两段文字并排长出来。'),
  costTitle: t('What each costs, measured here', '各自的代价（本机实测）'),
  cost: {
    weights: t('Weights on the device', '设备上的权重'),
    matrices: t('of these, matrices', '其中矩阵'),
    perWeight: t('bytes a matrix weight', '矩阵每权重字节'),
    prompt: t('reading the prompt', '读提示词'),
    speed: t('tokens a second', '词元/秒'),
  },
  forcedTitle: t('The same text, read by both', '同一段文字，两边各读一遍'),
  forcedSummary: (kl: string, agreement: string, count: number): Text =>
    t(
      `Mean KL ${kl} nats over ${count} tokens; both put the same token first at ${agreement} of them.`,
      `${count} 个词元上平均 KL 为 ${kl} nat；其中 ${agreement} 的位置两边首选相同。`,
    ),
  kl: t('KL(FP16 ‖ other), nats', 'KL(FP16 ‖ 对方)，nat'),
  flips: t('flip', '换了首选'),
  wouldSay: (a: string, b: string): Text =>
    t(`FP16 would say ${a}, the other ${b}`, `FP16 首选 ${a}，对方首选 ${b}`),
  measureTitle: t('Measured on a held-out text', '在留出文本上实测'),
  measure: t('Measure', '开始测量'),
  text: t('Text', '文本'),
  sizes: {
    512: t('512 tokens of held-out tales', '留出故事，512 个词元'),
    1024: t('1024 tokens of held-out tales', '留出故事，1024 个词元'),
    all: t('all held-out tales', '全部留出故事'),
    own: t('my own text', '我自己的文本'),
  },
  own: t('Your text', '你的文本'),
  table: {
    measure: t('measure', '指标'),
    fp16: t('FP16', 'FP16'),
    tokens: t('tokens predicted', '预测的词元数'),
    nll: t('loss, nats a token', '损失（nat/词元）'),
    perplexity: t('perplexity', '困惑度'),
    ratio: t('perplexity ratio', '困惑度之比'),
    kl: t('mean KL, nats', '平均 KL（nat）'),
    agreement: t('same first choice', '首选一致率'),
  },
  phases: {
    download: t('downloading the model', '正在下载模型'),
    load: t('quantising and loading', '正在量化并载入'),
    duel: t('both are writing', '两边正在生成'),
    compare: t('both read FP16’s text', '两边正在读 FP16 的文字'),
    measure: t('measuring', '正在测量'),
  },
};
