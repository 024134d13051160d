// The manifest of P2, train your own GPT. Data only.
import { defineLab } from '$lib/school/define-lab';

export default defineLab({
  id: 'P2',
  track: '06-pretraining',
  slug: '02-train-gpt',
  title: { en: 'Train your own GPT', 'zh-CN': '训练你自己的 GPT' },
  summary: {
    en: 'A small Llama-shaped model learns from tales or from your own text, forward and backward, on this device. Close the tab and go on tomorrow.',
    'zh-CN':
      '让一个 Llama 结构的小模型从小故事或你自己的文字里学起，前向、反向都在本机完成。关掉页面，明天接着练。',
  },
  minutes: 45,
  needs: ['N2', 'X3'],
  goals: [
    {
      en: 'Read a loss curve: what guessing costs, what a held-out loss says, when the model only memorises.',
      'zh-CN': '看懂损失曲线：瞎猜是多少，留出损失说明什么，什么时候模型只是在背书。',
    },
    {
      en: 'Follow one step: batch, forward, loss, gradients, clipping, AdamW, schedule.',
      'zh-CN': '讲清一步训练：取批次、前向、算损失、求梯度、裁剪、AdamW、学习率调度。',
    },
    {
      en: 'Say what a checkpoint must hold so that a resumed run repeats itself exactly.',
      'zh-CN': '说出检查点里必须存什么，恢复后的训练才能分毫不差地重演。',
    },
  ],
  gpu: 'optional',
  sources: [
    { title: 'Radford et al., Language Models are Unsupervised Multitask Learners, 2019' },
    {
      title: 'Touvron et al., LLaMA: Open and Efficient Foundation Language Models, 2023',
      url: 'https://arxiv.org/abs/2302.13971',
    },
    {
      title: 'Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019',
      url: 'https://arxiv.org/abs/1711.05101',
    },
  ],
});
