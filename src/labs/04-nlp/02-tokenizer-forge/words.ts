// The words of the forge that are no prose.
import { formatBytes, formatCount } from '$lib/i18n/numbers';
import type { Text } from '$lib/i18n/text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const n = formatCount;

export const forge = {
  title: t('The forge', '锻造台'),
  defaultText: t(
    'The black cat sat on the black mat. The white cat sat on the white mat. The cat that sat on the black mat chatted with the cat that sat on the white mat.\n黑猫坐在黑垫子上，白猫坐在白垫子上。',
    '黑猫坐在黑垫子上，白猫坐在白垫子上。黑垫子上的黑猫问白垫子上的白猫：你的白垫子比我的黑垫子白，我的黑垫子比你的白垫子黑。\nThe black cat sat on the black mat, the white cat on the white mat.',
  ),
  text: t('Text to learn from', '训练文本'),
  counter: (characters: number, bytes: number): Text =>
    t(`${n(characters)} characters, ${n(bytes)} bytes`, `${n(characters)} 个字符，${n(bytes)} 字节`),
  empty: t(
    'Write or paste something, even a single word twice: a pair must stand twice before it is worth a token.',
    '写点什么或贴一段文字，哪怕同一个词写两遍：一对字节至少出现两次，才值得合成一个词元。',
  ),
  example: t('Use the example', '用示例文本'),
  tooLong: (bytes: number, most: number): Text =>
    t(
      `This text has ${formatBytes(bytes)}; the forge takes at most ${formatBytes(most)}. Shorten it; what is shown below is still the last text.`,
      `这段文本有 ${formatBytes(bytes)}，这里最多接受 ${formatBytes(most)}。请截短；下方显示的仍是上一段文本。`,
    ),
  pre: t('Pre-tokeniser', '预分词'),
  pres: {
    clauses: t('words and clauses', '词与短句'),
    gpt2: t('GPT-2', 'GPT-2'),
    lines: t('lines only', '只按行'),
  },
  vocabSize: t('Vocabulary', '词表大小'),
  run: t('Run to this size', '训练到这个大小'),
  jump: t('Merges shown', '显示到第几次合并'),
  stop: t('Stop here', '就停在这里'),
  training: t('counting and merging', '正在计数与合并'),
  mergesDone: (merges: number): string => n(merges),
  ended: {
    size: (merges: number): Text => t(`${n(merges)} merges found.`, `共找到 ${n(merges)} 次合并。`),
    'no-pair': (merges: number): Text =>
      t(
        `${n(merges)} merges, then no pair stands twice: there is nothing left to gain.`,
        `合并了 ${n(merges)} 次之后，再没有哪一对出现两次：没什么可压的了。`,
      ),
    stopped: (merges: number): Text =>
      t(`Stopped after ${n(merges)} merges.`, `已停在第 ${n(merges)} 次合并。`),
  },
  atStart: (bytes: number): Text =>
    t(
      `Nothing merged yet: ${n(bytes)} bytes, ${n(bytes)} tokens.`,
      `还没有合并：${n(bytes)} 个字节就是 ${n(bytes)} 个词元。`,
    ),
  merged: (at: number, pair: string, count: number, id: number, name: string, saved: number): Text =>
    t(
      `Merge ${n(at)}: ${pair} stood side by side ${n(count)} times and became token ${id}, ${name}. The text lost ${n(saved)} tokens.`,
      `第 ${n(at)} 次合并：${pair} 相邻出现 ${n(count)} 次，合成词元 ${id}：${name}。文本少了 ${n(saved)} 个词元。`,
    ),
  ranking: t('Commonest pairs now', '当前最常见的相邻对'),
  rankingSummary: (pair: string, count: number): Text =>
    t(`${pair} leads with ${n(count)}: it is merged next.`, `${pair} 以 ${n(count)} 次领先，下一个合并它。`),
  rankingEnd: t('No pair stands twice: training is over.', '没有哪一对出现两次：训练结束。'),
  times: t('times', '次'),
  shrinking: t('The text, re-tokenised', '文本现在的切分'),
  shrinkingSummary: (tokens: number, characters: number, bytes: number): Text =>
    t(
      `${n(tokens)} tokens: ${(characters / tokens).toFixed(2)} characters and ${(bytes / tokens).toFixed(2)} bytes a token.`,
      `${n(tokens)} 个词元：平均每个词元 ${(characters / tokens).toFixed(2)} 个字符、${(bytes / tokens).toFixed(2)} 字节。`,
    ),
  fresh: t('made by this merge', '由这次合并产生'),
  curve: t('Compression', '压缩曲线'),
  curveSummary: (first: number, last: number, merges: number): Text =>
    t(
      `${n(first)} tokens before, ${n(last)} after ${n(merges)} merges: the text is ${((100 * last) / first).toFixed(1)}% as long.`,
      `合并前 ${n(first)} 个词元，${n(merges)} 次合并后 ${n(last)} 个：长度是原来的 ${((100 * last) / first).toFixed(1)}%。`,
    ),
  merges: t('merges', '合并次数'),
  tokens: t('tokens of the text', '文本的词元数'),
  here: t('shown', '当前'),
  vocabulary: t('Learned vocabulary', '学到的词表'),
  vocabularySummary: (learned: number): Text =>
    t(
      `256 bytes and ${n(learned)} learned tokens. Choose one, here or in the text, to see how it came to be.`,
      `256 个字节，加上学到的 ${n(learned)} 个词元。在这里或文本里点一个，看它是怎么来的。`,
    ),
  vocabularyEmpty: t('No token learned yet: step on.', '还没有学到词元：往前走一步。'),
  tree: (name: string): Text => t(`How ${name} came to be`, `${name} 是怎么来的`),
  byte: t('byte', '字节'),
  mergeNo: (at: number): Text => t(`merge ${n(at)}`, `第 ${n(at)} 次`),
  partOf: (have: number, need: number, char: string): Text =>
    t(`${have} of ${need} bytes of ${char}`, `${char} 的 ${need} 字节之 ${have}`),
  page: (from: number, to: number, of: number): Text =>
    t(`Tokens ${n(from)}–${n(to)} of ${n(of)}`, `第 ${n(from)}–${n(to)} 个，共 ${n(of)} 个词元`),
  earlier: t('Earlier', '往前'),
  later: t('Later', '往后'),
  cpu: t(
    'Counting pairs is work for a CPU: this lab needs no GPU and asks for none.',
    '数相邻对是 CPU 的活：本实验不需要 GPU，也不会去申请。',
  ),
  adapter: t('JavaScript in a worker', 'Worker 里的 JavaScript'),
  save: t('Save tokenizer.json', '保存 tokenizer.json'),
  saveHelp: (size: number): Text =>
    t(`the tokeniser as shown, ${n(size)} tokens`, `即当前显示的分词器，${n(size)} 个词元`),
  open: t('Open a tokenizer.json', '打开 tokenizer.json'),
  openHint: t(
    'byte-level BPE, as Hugging Face writes it; or drop it here',
    'Hugging Face 格式的字节级 BPE；也可以拖到这里',
  ),
  browse: t('Choose a file', '选择文件'),
  opened: (name: string, size: number, merges: number): Text =>
    t(
      `${name}: ${n(size)} tokens, ${n(merges)} merges. It takes part in the comparison.`,
      `${name}：${n(size)} 个词元，${n(merges)} 次合并。已加入对比。`,
    ),
  notKept: t(
    'Your text could not be kept for next time; everything else works.',
    '你的文本没能存下来留到下次；其他功能不受影响。',
  ),
  compareTitle: t('The same text under real tokenisers', '同一段文本，几家分词器'),
  sameText: t('the training text', '训练文本'),
  otherText: t('a new text', '新的文本'),
  which: t('Compare on', '用哪段文本对比'),
  otherLabel: t('New text', '新文本'),
  otherDefault: t(
    'A dog named Waffles once ate 1234 sandwiches. 春眠不觉晓，处处闻啼鸟。',
    '春眠不觉晓，处处闻啼鸟。A dog named Waffles once ate 1234 sandwiches.',
  ),
  compare: t('Tokenise with all', '全部切分一遍'),
  one: t('Tokenise', '切分'),
  loading: t('loading and encoding', '正在加载并编码'),
  contestants: {
    own: t('Yours, as shown', '你的（当前这一步）'),
    pocket: t('The shipped model’s', '随站模型的'),
    cl100k: t('cl100k (GPT-4)', 'cl100k（GPT-4）'),
    o200k: t('o200k (GPT-4o)', 'o200k（GPT-4o）'),
    imported: t('The opened file', '打开的文件'),
  },
  /** What a click brings over the wire, from this site. */
  weight: {
    own: t('already here', '就在本页'),
    pocket: t('about 0.1 MB from this site', '约 0.1 MB，来自本站'),
    cl100k: t('about 1 MB from this site', '约 1 MB，来自本站'),
    o200k: t('about 2 MB from this site', '约 2 MB，来自本站'),
    imported: t('already here', '就在本页'),
  },
  table: {
    tokenizer: t('tokeniser', '分词器'),
    vocabulary: t('vocabulary', '词表'),
    tokens: t('tokens', '词元'),
    perCharacter: t('characters a token', '字符/词元'),
    perByte: t('bytes a token', '字节/词元'),
  },
  compareSummary: (best: string, tokens: number, worst: string, most: number): Text =>
    t(
      `Fewest: ${best} with ${n(tokens)}; most: ${worst} with ${n(most)}.`,
      `最省：${best}，${n(tokens)} 个；最多：${worst}，${n(most)} 个。`,
    ),
  vocabOf: (size: number): Text => t(`vocabulary of ${n(size)}`, `词表 ${n(size)}`),
  roundTrip: t('decodes to the very text ✓', '解码后与原文一致 ✓'),
  noRoundTrip: t('decodes to another text', '解码后与原文不同'),
};
