// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '11-multimodal',
  title: { en: 'Multimodal', 'zh-CN': '多模态' },
  summary: { en: 'Images, speech and video beside text.', 'zh-CN': '文本之外的图像、语音与视频。' },
});
