// Whole models on this adapter: the goldens of PyTorch, decoding on the KV cache, every weight format against the CPU
// device, and the training twin.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnalyser } from '../../src/lib/infer/analyse';
import { compareText } from '../../src/lib/infer/compare';
import { openCpuDevice } from '../../src/lib/tensor/cpu-device';
import type { Device } from '../../src/lib/tensor/device';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import forwardGolden from '../golden/forward.json';
import trainingGolden from '../golden/training.json';
import {
  DECODED_IDS,
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

it('finds INT4 as far from FP16 as the CPU device does: the page and the CLI agree', async () => {
  const compared = async (on: Device) => {
    const models = [tinyModel(on, FORMATS[1]!), tinyModel(on, FORMATS[3]!)] as const;
    const sides = [createAnalyser(models[0]), createAnalyser(models[1])] as const;
    const { vocabSize } = models[0].config;
    const { each: _, ...means } = await compareText(sides, DECODED_IDS, { context: 9, vocabSize, bos: 1 });
    for (const made of [...sides, ...models]) made.dispose();
    return means;
  };
  const [gpu, cpu] = [await compared(device), await compared(openCpuDevice())];
  expect(cpu.kl).toBeGreaterThan(0.01);
  expect(gpu.tokens).toBe(DECODED_IDS.length);
  for (const name of ['kl', 'agreement', 'ratio'] as const)
    expect(Math.abs(gpu[name] - cpu[name]), name).toBeLessThan(1e-3);
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
