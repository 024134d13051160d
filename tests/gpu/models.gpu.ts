// Whole models on this adapter: the goldens of PyTorch, decoding on the KV cache, every weight format against the CPU
// device, and the training twin.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCpuDevice } from '../../src/lib/tensor/cpu-device';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import forwardGolden from '../golden/forward.json';
import trainingGolden from '../golden/training.json';
import {
  decodeGap,
  FORMATS,
  fullLogits,
  largestGap,
  runForward,
  runTwin,
  tinyModel,
} from '../support/golden-checks';

let device: WebGpuDevice;
beforeAll(async () => void (device = await openWebGpuDevice(navigator.gpu)));
afterAll(() => {
  expect(device.context.errors).toEqual([]);
  device.dispose();
});

it('gives the logits and attention probabilities of PyTorch', async () => {
  const { logits, probabilities } = await runForward(device);
  expect(largestGap(logits, forwardGolden.logits)).toBeLessThan(1e-4);
  probabilities.forEach((layer, i) =>
    expect(largestGap(layer, forwardGolden.probabilities[i]!)).toBeLessThan(1e-4),
  );
});

describe.each(FORMATS)('weights in $precision', (format) => {
  it('give the logits of the CPU device', async () => {
    const [got, want] = [tinyModel(device, format), tinyModel(openCpuDevice(), format)];
    expect(largestGap(await fullLogits(got), await fullLogits(want))).toBeLessThan(1e-4);
    got.dispose();
  });

  it('decode step by step on the KV cache as in one forward pass', async () => {
    const model = tinyModel(device, format);
    expect(await decodeGap(model)).toBeLessThan(1e-4);
    model.dispose();
  });
});

it('trains as torch.optim.AdamW does, step for step', { timeout: 120_000 }, async () => {
  const { losses, gradientNorms, finalNorms } = await runTwin(device);
  expect(largestGap(losses, trainingGolden.losses)).toBeLessThan(1e-3);
  expect(largestGap(gradientNorms, trainingGolden.gradientNorms)).toBeLessThan(1e-3);
  for (const [name, norm] of Object.entries(trainingGolden.finalNorms))
    expect(Math.abs(finalNorms[name]! / norm - 1), name).toBeLessThan(1e-3);
});

it('leaves no live bytes behind', () => {
  expect(device.counters.liveBytes).toBe(0);
});
