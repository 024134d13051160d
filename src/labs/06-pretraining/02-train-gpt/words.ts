// The words of the training lab that are no prose.
import type { Text } from '$lib/i18n/text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const train = {
  title: t('A training run', '一次训练'),
  corpus: t('Corpus', '语料'),
  corpora: {
    'tales-en': t('tales, English', '小故事（英文）'),
    'tales-zh': t('tales, Chinese', '小故事（中文）'),
    text: t('my own text', '我自己的文字'),
  },
  text: t('Your text', '你的文字'),
  textHelp: t(
    'A few thousand characters at least; the last tenth is held out. It stays in this browser.',
    '至少几千字；最后十分之一留作检验。文字只留在这个浏览器里。',
  ),
  characters: (count: string): Text => t(`${count} characters`, `${count} 个字符`),
  vocabulary: t('Vocabulary', '词表大小'),
  layers: t('Blocks', '层数'),
  width: t('Width', '宽度'),
  context: t('Context', '上下文'),
  batch: t('Batch', '批大小'),
  learningRate: t('Learning rate', '学习率'),
  steps: t('Steps', '步数'),
  seed: t('Seed', '随机种子'),
  start: t('Train', '开始训练'),
  startOver: t('Train anew', '重新训练'),
  pause: t('Pause', '暂停'),
  go: t('Go on', '继续'),
  resume: t('Resume', '恢复训练'),
  forget: t('Forget it', '丢弃'),
  found: (step: number, loss: string, when: string): Text =>
    t(
      `A run of yours rests at step ${step} (loss ${loss}), saved ${when}.`,
      `你有一次训练停在第 ${step} 步（损失 ${loss}），保存于 ${when}。`,
    ),
  foundTitle: t('Continue where you were', '接着上次练'),
  replaces: t('A new run replaces its checkpoint.', '开始新的训练会覆盖它的检查点。'),
  phases: {
    tokenizer: t('training the tokeniser', '正在训练分词器'),
    compile: t('compiling kernels', '正在编译内核'),
    preparing: t('writing the corpus', '正在生成语料'),
    training: t('training', '训练中'),
    pausing: t('pausing after this step', '这一步结束后暂停'),
  },
  curve: t('Loss', '损失'),
  curveSummary: (step: number, loss: string, guess: string): Text =>
    t(
      `Step ${step}: ${loss} nats a token; guessing costs ${guess}.`,
      `第 ${step} 步：每词元 ${loss} nat；瞎猜是 ${guess}。`,
    ),
  series: {
    train: t('each batch', '每个批次'),
    smooth: t('smoothed', '平滑后'),
    heldOut: t('held-out', '留出集'),
  },
  guessing: t('guessing', '瞎猜'),
  resumedHere: t('resumed', '从此恢复'),
  step: t('step', '步'),
  loss: t('loss', '损失'),
  lossUnit: t('nats a token', 'nat/词元'),
  facts: {
    parameters: t('parameters', '参数量'),
    memory: t('memory of the run', '占用内存'),
    speed: t('tokens a second', '词元/秒'),
    norm: t('gradient norm', '梯度范数'),
    rate: t('learning rate now', '当前学习率'),
    saved: t('last checkpoint', '最近检查点'),
    data: t('tokens to learn from', '训练词元数'),
  },
  savedAt: (step: number): Text => t(`step ${step}`, `第 ${step} 步`),
  unsaved: t(
    'The last checkpoint could not be written. Training goes on; earlier checkpoints are kept.',
    '最近一次检查点没能写入。训练仍在继续，之前的检查点都在。',
  ),
  sampleTitle: t('What it writes', '它写出来的东西'),
  prompt: t('Prompt', '提示词'),
  temperature: t('Temperature', '温度'),
  sample: t('Let it write', '让它写'),
  sampleAt: (step: number): Text => t(`at step ${step}`, `第 ${step} 步`),
  noSample: t('Train a little, then let it write.', '先练一会儿，再让它写。'),
  preview: t('The corpus, as the tokeniser cuts it', '分词器眼中的语料'),
};
