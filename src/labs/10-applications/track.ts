// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '10-applications',
  title: { en: 'Applications', 'zh-CN': '应用' },
  summary: {
    en: 'Prompts, retrieval, agents, dialogue, evaluation.',
    'zh-CN': '提示、检索、智能体、对话与评测。',
  },
});
