// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '04-nlp',
  title: { en: 'Tokenisers and language processing', 'zh-CN': '分词与自然语言处理' },
  summary: {
    en: 'How text becomes numbers, and what one could do with it before transformers.',
    'zh-CN': '文本怎样变成数字，以及 Transformer 之前的做法。',
  },
});
