// The manifest of X3, the attention microscope. Data only.
import { defineLab } from '$lib/school/define-lab';

export default defineLab({
  id: 'X3',
  track: '05-transformer',
  slug: '03-attention-microscope',
  title: { en: 'Attention microscope', 'zh-CN': '注意力显微镜' },
  summary: {
    en: 'Every attention weight of a real model on your own sentence, and for each one the arithmetic that made it.',
    'zh-CN': '用你自己的句子，看真实模型的每一个注意力权重；每一格都能展开，看它是怎么算出来的。',
  },
  minutes: 40,
  needs: ['N2'],
  goals: [
    {
      en: 'Compute one attention weight from its query and key vectors: dot product, scale, mask, softmax.',
      'zh-CN': '从查询向量和键向量出发，算出一个注意力权重：点积、缩放、掩码、softmax。',
    },
    {
      en: 'Say which key–value head a query head reads under grouped-query attention.',
      'zh-CN': '说出分组查询注意力里，某个查询头读的是哪个键值头。',
    },
    {
      en: 'Name a head by a score computed from its map, and say what the map does not prove.',
      'zh-CN': '用注意力图算出的得分给一个头定性，并说清这张图证明不了什么。',
    },
  ],
  gpu: 'optional',
  sources: [
    { title: 'Vaswani et al., Attention Is All You Need, 2017', url: 'https://arxiv.org/abs/1706.03762' },
    {
      title:
        'Ainslie et al., GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints, 2023',
      url: 'https://arxiv.org/abs/2305.13245',
    },
    {
      title: 'Olsson et al., In-context Learning and Induction Heads, 2022',
      url: 'https://arxiv.org/abs/2209.11895',
    },
    {
      title: 'Xiao et al., Efficient Streaming Language Models with Attention Sinks, 2023',
      url: 'https://arxiv.org/abs/2309.17453',
    },
    {
      title: 'Jain and Wallace, Attention is not Explanation, 2019',
      url: 'https://arxiv.org/abs/1902.10186',
    },
    {
      title: 'Wiegreffe and Pinter, Attention is not not Explanation, 2019',
      url: 'https://arxiv.org/abs/1908.04626',
    },
  ],
});
