/** Two steps of AdamW worked by hand: cases compare the kernel with the reference only. */
import { expect, it } from 'vitest';
import { adamwUpdate } from './reference';

const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 };

it('decays, corrects the bias, and steps by the ratio of moments', () => {
  const [p, m, v] = [Float64Array.of(1), Float64Array.of(0), Float64Array.of(0)];
  adamwUpdate(p, Float64Array.of(0.5), m, v, 1, { ...settings, step: 1 });
  // 1 · (1 − 0.1 · 0.01) − 0.1 · 0.5 / √0.25: a first step is as long as the learning rate.
  expect(p[0]).toBeCloseTo(0.899, 8);
  expect([m[0], v[0]]).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.00025, 12)]);

  // Half of −0.5, as a clip factor would have it.
  adamwUpdate(p, Float64Array.of(-0.5), m, v, 0.5, { ...settings, step: 2 });
  const first = (0.9 * 0.05 - 0.1 * 0.25) / (1 - 0.81);
  const second = (0.999 * 0.00025 + 0.001 * 0.0625) / (1 - 0.998001);
  expect(p[0]).toBeCloseTo(0.899 * 0.999 - (0.1 * first) / Math.sqrt(second), 8);
  expect(p[0]).toBeCloseTo(0.871467, 5);
});
