/** adamw in a plain loop, in the order of torch.optim.AdamW. */
import type { Values } from '../../base/dtype';

export interface AdamwSettings {
  readonly learningRate: number;
  readonly step: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly weightDecay: number;
}

export function adamwUpdate(
  p: Values,
  g: Values,
  m: Values,
  v: Values,
  scale: number,
  { learningRate, step, beta1, beta2, eps, weightDecay }: AdamwSettings,
): void {
  const stepSize = learningRate / (1 - beta1 ** step);
  const correction = Math.sqrt(1 - beta2 ** step);
  for (let i = 0; i < p.length; i++) {
    const gradient = g[i]! * scale;
    const first = beta1 * m[i]! + (1 - beta1) * gradient;
    const second = beta2 * v[i]! + (1 - beta2) * gradient * gradient;
    m[i] = first;
    v[i] = second;
    const kept = p[i]! * (1 - learningRate * weightDecay);
    p[i] = kept - (stepSize * first) / (Math.sqrt(second) / correction + eps);
  }
}
