// The manifest of Q1, INT4 against FP16. Data only.
import { defineLab } from '$lib/school/define-lab';

export default defineLab({
  id: 'Q1',
  track: '08-compression',
  slug: '01-int4-vs-fp16',
  title: { en: 'INT4 against FP16, live', 'zh-CN': 'INT4 对 FP16：同屏对战' },
  summary: {
    en: 'One prompt, two precisions of the same model, in lock-step on this device: where they part, and what it costs.',
    'zh-CN': '同一个提示词、同一个模型的两种精度，在本机上逐词同步生成：从哪里开始分叉，又各自要付出什么。',
  },
  minutes: 35,
  needs: ['N2', 'X3'],
  goals: [
    {
      en: 'Say what a group, a scale and a code are, and compute the bytes of a quantised matrix.',
      'zh-CN': '说清分组、缩放系数和整数编码是什么，并能算出量化后矩阵占多少字节。',
    },
    {
      en: 'Tell a harmless flip from damage with KL divergence, agreement and perplexity.',
      'zh-CN': '用 KL 散度、首选一致率和困惑度，分清无伤大雅的换词与真正的损伤。',
    },
    {
      en: 'Explain why INT4 is four times smaller but, on a small model, not faster.',
      'zh-CN': '解释为什么 INT4 小了近四倍，在小模型上却不更快。',
    },
  ],
  gpu: 'optional',
  sources: [
    {
      title:
        'Frantar et al., GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers, 2022',
      url: 'https://arxiv.org/abs/2210.17323',
    },
    {
      title: 'Dettmers and Zettlemoyer, The case for 4-bit precision, 2022',
      url: 'https://arxiv.org/abs/2212.09720',
    },
    {
      title: 'llama.cpp, perplexity tool: KL divergence and token statistics',
      url: 'https://github.com/ggml-org/llama.cpp/tree/master/tools/perplexity',
    },
  ],
});
