// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '12-systems-and-safety',
  title: { en: 'Systems and safety', 'zh-CN': '工程与安全' },
  summary: { en: 'Run it, watch it, attack it, defend it.', 'zh-CN': '上线、监控、攻击与防守。' },
});
