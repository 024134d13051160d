// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '05-transformer',
  title: { en: 'Inside the transformer', 'zh-CN': 'Transformer 解剖' },
  summary: {
    en: 'Attention, position, blocks; looking into a real model and changing it.',
    'zh-CN': '注意力、位置编码与 Block；深入真实模型并动手干预。',
  },
});
