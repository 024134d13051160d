/** The trainer on the CPU device: it learns, and a checkpoint goes on with identical losses. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/lib/base/random';
import { openCpuDevice } from '../src/lib/tensor/cpu-device';
import { TRAIN_DEFAULTS, type TrainSettings } from '../src/lib/train/settings';
import { createTrainer } from '../src/lib/train/trainer';

const settings: TrainSettings = {
  ...TRAIN_DEFAULTS,
  layers: 1,
  hiddenSize: 32,
  heads: 2,
  kvHeads: 1,
  context: 16,
  batch: 4,
  schedule: { peak: 1e-2, warmup: 2, steps: 40, floor: 0.1 },
};

/** Tokens with structure: each is the last plus one or two, modulo 24. */
function stream(length: number): Uint32Array {
  const random = createRandom(3);
  const out = new Uint32Array(length);
  for (let i = 1; i < length; i++) out[i] = (out[i - 1]! + 1 + random.int(2)) % 24;
  return out;
}

describe('createTrainer', () => {
  it('learns: the loss falls from log 24 towards log 2', async () => {
    const trainer = await createTrainer(openCpuDevice(), { settings, vocabSize: 24, stream: stream(4000) });
    const first = await trainer.advance();
    expect(first.loss).toBeCloseTo(Math.log(24), 1);
    for (let i = 0; i < 39; i++) await trainer.advance();
    const heldOut = await trainer.evaluate(stream(1000), 4);
    expect(heldOut).toBeLessThan(1.2);
    expect(heldOut).toBeGreaterThan(Math.log(2) - 0.05);
  });

  it('repeats itself, and goes on from a checkpoint with identical losses', async () => {
    const options = { settings, vocabSize: 24, stream: stream(4000) };
    const whole = await createTrainer(openCpuDevice(), options);
    for (let i = 0; i < 10; i++) await whole.advance();
    const first = await createTrainer(openCpuDevice(), options);
    for (let i = 0; i < 5; i++) await first.advance();
    const checkpoint = structuredClone(await first.checkpoint());
    const second = await createTrainer(openCpuDevice(), { ...options, checkpoint });
    for (let i = 0; i < 5; i++) await second.advance();
    expect(second.losses).toEqual(whole.losses);
  });

  it('leaves no live bytes behind', async () => {
    const device = openCpuDevice();
    const trainer = await createTrainer(device, { settings, vocabSize: 24, stream: stream(400) });
    await trainer.advance();
    expect(device.counters.liveBytes).toBeGreaterThan(0);
    trainer.dispose();
    expect(device.counters.liveBytes).toBe(0);
  });
});
