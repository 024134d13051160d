// The words of the microscope that are no prose.
import type { Text } from '$lib/i18n/text';
import type { ScoreName } from './experiment';
import type { Phase } from './lab.svelte';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const scoreWords: Record<ScoreName, { name: Text; what: Text }> = {
  previous: {
    name: t('previous token', '前一个词元'),
    what: t('mean weight on key i − 1', '对键 i − 1 的平均权重'),
  },
  first: {
    name: t('first token (sink)', '首词元（汇点）'),
    what: t('mean weight on key 0', '对键 0 的平均权重'),
  },
  self: { name: t('itself', '自身'), what: t('mean weight on key i', '对键 i 的平均权重') },
  duplicate: {
    name: t('same token earlier', '同一词元的前文'),
    what: t(
      'mean total weight on earlier keys that hold the same token as the query',
      '对前文中与查询相同的词元，权重之和的平均',
    ),
  },
  induction: {
    name: t('induction', '归纳'),
    what: t(
      'mean total weight on the keys that follow an earlier copy of the query’s token',
      '对前文中紧跟在相同词元之后的那些键，权重之和的平均',
    ),
  },
};

export const scope = {
  defaultText: t(
    'Mia put the lamp in the garden. Ben went to the kitchen. Mia took the lamp to the station.\nQ: where is the lamp? A:',
    '米娅把灯放在花园里。小雨去了厨房。米娅把灯拿到了车站。\n问：灯在哪里？答：',
  ),
  title: t('Attention of the model, on your text', '模型在你的文本上的注意力'),
  text: t('Your text', '你的文本'),
  textHelp: t(
    'Any language. The shipped model knows only its little tales, in English and Chinese.',
    '任何语言都行。随站模型只熟悉它那些中英文小故事。',
  ),
  counter: (tokens: number, most: number): Text =>
    t(`${tokens} of ${most} tokens`, `${tokens} / ${most} 词元`),
  tooLong: (context: number): Text =>
    t(
      `The model was trained on ${context} positions; maps of T × T numbers end there too. Keep the sentences you want to compare and delete the rest.`,
      `这个模型训练时的上下文是 ${context} 个位置，T × T 的注意力图也画到这里为止。留下想比较的几句，删掉其余的即可。`,
    ),
  stale: t('The figures still show the last text that could be read.', '下面的图仍是上一段能读的文本。'),
  files: t('Look into a model of your own', '换成你自己的模型'),
  filesLabel: t('Files of a model', '模型文件'),
  filesBrowse: t('Choose three files', '选择三个文件'),
  filesHint: t(
    'config.json, tokenizer.json and model.safetensors of a small Llama-shaped model, or drop them here. They stay on this device.',
    '小型 Llama 结构模型的 config.json、tokenizer.json 和 model.safetensors，也可以拖到这里。文件不会离开本机。',
  ),
  filesMissing: (names: string): Text => t(`Still needed: ${names}.`, `还缺：${names}。`),
  filesKept: t('The model loaded before is still in use.', '仍在使用之前载入的模型。'),
  ownModel: (parameters: string): Text =>
    t(
      `Looking into your own files: ${parameters} parameters.`,
      `正在查看你自己的模型：${parameters} 个参数。`,
    ),
  backToShipped: t('Back to the shipped model', '换回随站模型'),
  overview: t('All heads: choose one', '全部注意力头：选一个看'),
  overviewSummary: (layers: number, heads: number): Text =>
    t(
      `${layers} layers × ${heads} heads, counted from 0 as in the code. The table holds every head’s scores.`,
      `${layers} 层 × ${heads} 头，与代码一样从 0 数起。表格里有每个头的得分。`,
    ),
  overviewLong: t(
    'On more than 64 tokens only the chosen layer is read back from the device.',
    '超过 64 个词元时，只从设备读回选中的那一层。',
  ),
  layer: t('layer', '层'),
  head: t('head', '头'),
  query: t('query i', '查询 i'),
  key: t('key j', '键 j'),
  weight: t('weight', '权重'),
  mapTitle: (layer: number, head: number): Text =>
    t(`Attention, layer ${layer}, head ${head}`, `注意力：第 ${layer} 层，第 ${head} 头`),
  mapSummary: (length: number, worst: string): Text =>
    t(
      `${length} queries × ${length} keys. The row sums differ from 1 by at most ${worst}. Cells of the future do not exist.`,
      `${length} 个查询 × ${length} 个键。各行之和与 1 的偏差最大为 ${worst}。属于未来的格子不存在。`,
    ),
  caption: (row: number, token: string, col: number, best: string, weight: string): Text =>
    t(
      `Query ${row} «${token}» reads most from key ${col} «${best}»: ${weight}.`,
      `查询 ${row}「${token}」最关注键 ${col}「${best}」：${weight}。`,
    ),
  waiting: t('This layer is being read.', '正在读取这一层。'),
  cellName: (row: number, query: string, col: number, key: string): Text =>
    t(
      `Cell (${row}, ${col}): query «${query}», key «${key}»`,
      `格子（${row}, ${col}）：查询「${query}」，键「${key}」`,
    ),
  receipt: {
    tensor: t('tensor', '张量'),
    differs: t('difference', '相差'),
    masked: t('masked: key in the future, no weight', '被掩蔽：键在未来，没有权重'),
  },
  cellTitle: t('The arithmetic of one cell', '一格的算术'),
  sharing: (head: number, kv: number, heads: number, kvHeads: number, others: string): Text =>
    t(
      `Query head ${head} reads KV head ${kv} = ⌊${head} · ${kvHeads} / ${heads}⌋${others ? `, which it shares with ${others}` : ', alone'}.`,
      `查询头 ${head} 读的是键值头 ${kv} = ⌊${head} · ${kvHeads} / ${heads}⌋${others ? `，与查询头 ${others} 共用` : '，独占'}。`,
    ),
  otherHeads: (heads: readonly number[]): Text => t(`head ${heads.join(', ')}`, heads.join('、')),
  queryVector: t('q of the query, after RoPE', '查询的 q（已加 RoPE）'),
  keyVector: t('k of the key, after RoPE', '键的 k（已加 RoPE）'),
  productVector: t(
    'q × k, dimension by dimension; framed: the five largest',
    '逐维乘积 q × k；加框的是最大的五个',
  ),
  vectorSummary: (count: number, sum: string): Text =>
    t(`The ${count} products add up to q·k = ${sum}.`, `${count} 个乘积加起来就是 q·k = ${sum}。`),
  products: {
    title: t('The five largest products', '最大的五个乘积'),
    dimension: t('dimension', '维'),
    others: (count: number): Text => t(`the other ${count}`, `其余 ${count} 维`),
    sum: t('q·k', 'q·k'),
  },
  steps: {
    title: t('From q·k to the weight', '从 q·k 到权重'),
    step: t('step', '步骤'),
    how: t('arithmetic', '算式'),
    value: t('value', '数值'),
    dot: t('dot product', '点积'),
    scale: t('scale', '缩放'),
    mask: t('causal mask', '因果掩码'),
    visible: (row: number, col: number): Text => t(`${col} ≤ ${row}: stays`, `${col} ≤ ${row}：保留`),
    hidden: (row: number, col: number): Text =>
      t(`${col} > ${row}: the future, becomes −∞`, `${col} > ${row}：属于未来，变为 −∞`),
    exp: t('exponential', '取指数'),
    expHow: (scaled: string, max: string): Text =>
      t(`exp(${scaled} − ${max}), the row’s largest`, `exp(${scaled} − ${max})，减去本行最大值`),
    expMasked: t('exp(−∞)', 'exp(−∞)'),
    sum: t('sum of the row', '本行之和'),
    sumHow: (count: number): Text => t(`${count} exponentials`, `${count} 个指数相加`),
    weight: t('softmax', 'softmax'),
    tensor: t('the model’s tensor', '模型的张量'),
    absent: t('none: the kernel computes visible keys only', '没有：内核只计算可见的键'),
    difference: t('difference', '相差'),
  },
  row: {
    title: (row: number, token: string): Text =>
      t(`Softmax over row ${row} «${token}»`, `第 ${row} 行「${token}」的 softmax`),
    score: t('s = q·k ÷ √D', 's = q·k ÷ √D'),
    exp: t('exp(s − max)', 'exp(s − max)'),
    here: t('weight', '权重'),
    tensor: t('tensor', '张量'),
    future: (count: number): Text =>
      t(`${count} later keys are masked and have no row.`, `后面的 ${count} 个键被掩蔽，不在表中。`),
  },
  headTitle: t('What this head does on this text', '这个头在这段文本上做什么'),
  scoreTable: {
    score: t('score', '得分'),
    what: t('definition', '定义'),
    value: t('value', '数值'),
    rows: t('rows', '行数'),
    none: t('no such key', '没有这样的键'),
    even: (share: string): Text =>
      t(
        `Rows 0 and 1 are left out. A head that spread evenly would score ${share} on any single key.`,
        `不计第 0、1 行。若平均分配，任何单个键的得分都是 ${share}。`,
      ),
  },
  scores: scoreWords,
  named: (name: string, value: string): Text =>
    t(
      `On this text it behaves as a «${name}» head: ${value} of its attention.`,
      `在这段文本上，它表现为「${name}」头：占其注意力的 ${value}。`,
    ),
  unnamed: t(
    'No score reaches one half: on this text the head has no name.',
    '没有一项得分达到一半：在这段文本上，这个头没有名字。',
  ),
  short: t('Too few tokens to score: at least five are needed.', '词元太少，无法计分：至少要五个。'),
  entropy: (row: number, nats: string, most: string, keys: string): Text =>
    t(
      `Entropy of row ${row}: ${nats} nats of at most ${most}; effective number of keys ${keys}.`,
      `第 ${row} 行的熵：${nats} nat（最大 ${most}），有效键数 ${keys}。`,
    ),
  entropyName: t('mean entropy', '平均熵'),
  next: (row: number, token: string): Text =>
    t(`Next token after ${row} «${token}»`, `第 ${row} 个词元「${token}」之后的下一个词元`),
  nextSummary: (token: string, share: string): Text =>
    t(
      `The whole model’s prediction, not this head’s: «${token}» with ${share}.`,
      `这是整个模型的预测，不是这个头的：「${token}」${share}。`,
    ),
  keysTitle: t('Keys of the microscope', '显微镜的按键'),
  keysOpen: t('Keys', '按键'),
  keys: {
    step: t('previous, next query', '上一个、下一个查询'),
    play: t('play through the queries', '逐个播放查询'),
    ends: t('first, last query', '第一个、最后一个查询'),
    layer: t('layer down, up', '上一层、下一层'),
    head: t('head down, up', '上一个、下一个头'),
    cell: t('on the map: arrows move, Enter chooses', '在图上：方向键移动，回车选中'),
  },
};

/** What is going on, for the status line. */
export function phaseText(phase: Phase): Text {
  if (phase.kind === 'compile')
    return t(
      `compiling kernels, ${phase.compiled} of ${phase.total}`,
      `正在编译内核（${phase.compiled}/${phase.total}）`,
    );
  return {
    device: t('opening the device', '正在打开设备'),
    download: t('downloading the model', '正在下载模型'),
    load: t('loading the model', '正在载入模型'),
    compute: t('computing', '正在计算'),
  }[phase.kind];
}
