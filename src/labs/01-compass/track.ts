// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '01-compass',
  title: { en: 'Compass', 'zh-CN': '导航' },
  summary: { en: 'Find out where you stand and plan the way.', 'zh-CN': '看清自己的位置，规划学习路线。' },
});
