// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '09-inference',
  title: { en: 'Inference and kernels', 'zh-CN': '推理与内核' },
  summary: {
    en: 'Decoding, caches, kernels, serving: where the time goes.',
    'zh-CN': '解码、缓存、内核与服务：时间花在哪里。',
  },
});
