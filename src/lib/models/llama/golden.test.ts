// A tiny seeded Llama and 50 training steps against PyTorch (tools/golden/golden.py), on the CPU device; decoding on
// a KV cache against one forward pass; stored formats against their own values in f32.
import { describe, expect, it } from 'vitest';
import forwardGolden from '../../../../tests/golden/forward.json';
import trainingGolden from '../../../../tests/golden/training.json';
import {
  FORWARD_CONFIG,
  FORWARD_SEED,
  lively,
  TWIN_SETTINGS,
  TWIN_VOCAB,
  weightsFingerprint,
} from '../../../../tests/support/golden';
import {
  decodeGap,
  FORMATS,
  fullLogits,
  largestGap,
  runForward,
  runTwin,
  storedSource,
  tinyModel,
} from '../../../../tests/support/golden-checks';
import { openCpuDevice } from '../../tensor/cpu-device';
import { trainConfig } from '../../train/settings';
import { initialWeights } from './weights';

describe('the goldens', () => {
  it('were made from these very weights (else run tools/golden again)', () => {
    const forward = weightsFingerprint(FORWARD_CONFIG, lively(FORWARD_CONFIG, FORWARD_SEED));
    expect(forward).toBe(forwardGolden.fingerprint);
    const config = trainConfig(TWIN_SETTINGS, TWIN_VOCAB);
    const training = weightsFingerprint(config, initialWeights(config, TWIN_SETTINGS.seed));
    expect(training).toBe(trainingGolden.fingerprint);
  });

  it('are no easy ones: attention is sharp, the loss falls, some steps are clipped and some are not', () => {
    expect(Math.max(...forwardGolden.probabilities.flat())).toBeGreaterThan(0.9);
    expect(trainingGolden.losses.at(-1)!).toBeLessThan(trainingGolden.losses[0]! - 1);
    const clipped = trainingGolden.gradientNorms.filter((norm) => norm > TWIN_SETTINGS.optimiser.maxNorm);
    expect(clipped.length).toBeGreaterThan(5);
    expect(clipped.length).toBeLessThan(45);
  });
});

describe('llamaForward', () => {
  it('gives the logits and attention probabilities of PyTorch', async () => {
    const { logits, probabilities } = await runForward(openCpuDevice());
    expect(largestGap(logits, forwardGolden.logits)).toBeLessThan(1e-4);
    expect(probabilities).toHaveLength(forwardGolden.probabilities.length);
    probabilities.forEach((layer, i) =>
      expect(largestGap(layer, forwardGolden.probabilities[i]!)).toBeLessThan(1e-4),
    );
  });
});

describe.each(FORMATS)('weights in $precision', (format) => {
  it('decode step by step on the KV cache as in one forward pass', async () => {
    expect(await decodeGap(tinyModel(openCpuDevice(), format))).toBeLessThan(1e-4);
  });

  it('count as what they store', async () => {
    const got = await fullLogits(tinyModel(openCpuDevice(), format));
    const want = await fullLogits(tinyModel(openCpuDevice(), { precision: 'f32' }, storedSource(format)));
    expect(largestGap(got, want)).toBeLessThan(1e-4);
  });
});

it('coarser formats move the logits more', async () => {
  const full = await fullLogits(tinyModel(openCpuDevice(), FORMATS[0]!));
  const gaps: number[] = [];
  for (const format of FORMATS.slice(1))
    gaps.push(largestGap(full, await fullLogits(tinyModel(openCpuDevice(), format))));
  expect(gaps[0]).toBeGreaterThan(0);
  expect(gaps[1]).toBeGreaterThan(gaps[0]!);
  expect(gaps[2]).toBeGreaterThan(gaps[1]!);
});

it('trains as torch.optim.AdamW does, step for step', { timeout: 60_000 }, async () => {
  const { losses, gradientNorms, finalNorms } = await runTwin(openCpuDevice());
  expect(largestGap(losses, trainingGolden.losses)).toBeLessThan(1e-3);
  expect(largestGap(gradientNorms, trainingGolden.gradientNorms)).toBeLessThan(1e-3);
  for (const [name, norm] of Object.entries(trainingGolden.finalNorms))
    expect(Math.abs(finalNorms[name]! / norm - 1), name).toBeLessThan(1e-3);
});
