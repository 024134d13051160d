// The lesson's claims: guessing costs log V, frequencies alone cost their entropy, and context beats both.
import { describe, expect, it } from 'vitest';
import { openCpuDevice } from '$lib/tensor/cpu-device';
import { prepareCorpus } from '$lib/train/corpus';
import { createTrainer } from '$lib/train/trainer';
import { guessingLoss, smooth, unigramLoss } from './experiment';
import { codec, planOf, stateOf } from './state';

describe('reading a loss curve', () => {
  it('smooths without bias at the start', () => {
    expect([...smooth([2, 2, 2])]).toEqual([2, 2, 2].map((x) => expect.closeTo(x, 12)));
    expect(smooth([4, 0], 0.5)[1]).toBeCloseTo(4 / 3, 12);
  });

  it('a tiny model starts at log V and soon does better than token frequencies can', async () => {
    const knobs = {
      ...codec.defaults,
      vocabSize: 256,
      layers: 1,
      width: 32,
      context: 32,
      batch: 8,
      steps: 150,
    } as const;
    const plan = planOf({ ...knobs, learningRate: 0.02 }, '');
    const corpus = await prepareCorpus(
      { kind: 'tales', lang: 'en', seed: 1, count: 60 },
      { vocabSize: plan.vocabSize },
    );
    const { vocabSize } = corpus.tokenizer;
    const trainer = await createTrainer(openCpuDevice(), {
      settings: plan.settings,
      vocabSize,
      stream: corpus.train,
    });
    const first = await trainer.advance();
    expect(first.loss).toBeCloseTo(guessingLoss(vocabSize), 0);
    for (let i = 0; i < 149; i++) await trainer.advance();
    expect(await trainer.evaluate(corpus.heldOut, 4)).toBeLessThan(unigramLoss(corpus.train));
  }, 60_000);

  it('reads the knobs back from a plan', () => {
    expect(stateOf(planOf(codec.defaults, ''))).toEqual(codec.defaults);
    const pasted = { ...codec.defaults, corpus: 'text' } as const;
    expect(stateOf(planOf(pasted, 'some text'))).toEqual(pasted);
  });
});
