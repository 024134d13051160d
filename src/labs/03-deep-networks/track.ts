// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '03-deep-networks',
  title: { en: 'Deep networks', 'zh-CN': '深度网络' },
  summary: {
    en: 'From one neuron to networks that see and remember.',
    'zh-CN': '从单个神经元到会看、会记的网络。',
  },
});
