// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '08-compression',
  title: { en: 'Compression', 'zh-CN': '模型压缩' },
  summary: {
    en: 'Fewer bits, fewer weights, smaller models, and what it costs.',
    'zh-CN': '更少的比特、更少的权重、更小的模型，以及代价。',
  },
});
