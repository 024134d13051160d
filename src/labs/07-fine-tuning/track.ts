// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '07-fine-tuning',
  title: { en: 'Fine-tuning and alignment', 'zh-CN': '微调与对齐' },
  summary: {
    en: 'Teach a trained model something new, and what people prefer.',
    'zh-CN': '教会已训练的模型新本领，并让它符合人的偏好。',
  },
});
