// The manifest of N2, the tokeniser forge. Data only.
import { defineLab } from '$lib/school/define-lab';

export default defineLab({
  id: 'N2',
  track: '04-nlp',
  slug: '02-tokenizer-forge',
  title: { en: 'Tokeniser forge', 'zh-CN': '分词器锻造' },
  summary: {
    en: 'Train a byte-level BPE on your own text, one merge at a time, forwards and back; then hold it against the tokenisers of real models.',
    'zh-CN': '用你自己的文本训练字节级 BPE，一次合并一步，可进可退；再和真实模型的分词器比一比。',
  },
  minutes: 40,
  needs: [],
  goals: [
    {
      en: 'Run byte-pair encoding by hand: count pairs, merge the commonest, settle ties.',
      'zh-CN': '手工走一遍字节对编码：数相邻对、合并最常见的一对、处理平局。',
    },
    {
      en: 'Explain why a Chinese character is three bytes, and what a token that holds two of them means.',
      'zh-CN': '说清一个汉字为什么是三个字节，只含其中两个字节的词元又是怎么回事。',
    },
    {
      en: 'Say what a pre-tokeniser forbids, and what goes wrong without it.',
      'zh-CN': '说清预分词禁止了什么，没有它会出什么问题。',
    },
    {
      en: 'Compare tokenisers fairly: characters and bytes a token, on text they were not made from.',
      'zh-CN': '公平地比较分词器：在它没见过的文本上，看每个词元合多少字符、多少字节。',
    },
  ],
  gpu: 'none',
  sources: [
    {
      title: 'Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016',
      url: 'https://arxiv.org/abs/1508.07909',
    },
    { title: 'Radford et al., Language Models are Unsupervised Multitask Learners (GPT-2), 2019' },
    { title: 'Gage, A New Algorithm for Data Compression, The C Users Journal, 1994' },
    { title: 'Yergeau, UTF-8, a transformation format of ISO 10646, RFC 3629, 2003' },
  ],
});
