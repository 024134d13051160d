// The track's name and one sentence about it.
import { defineTrack } from '../../lib/school/define-lab';

export default defineTrack({
  id: '02-foundations',
  title: { en: 'Maths and classic machine learning', 'zh-CN': '数学与经典机器学习' },
  summary: {
    en: 'Vectors, probability, gradients, and models one can see through.',
    'zh-CN': '向量、概率、梯度，以及一眼看得透的模型。',
  },
});
