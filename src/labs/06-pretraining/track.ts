// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '06-pretraining',
  title: { en: 'Pre-training', 'zh-CN': '预训练' },
  summary: {
    en: 'Data, training, precision, scaling, many machines.',
    'zh-CN': '数据、训练、精度、缩放定律与多机并行。',
  },
});
