/** AdamW over all parameters of a model, with clipping by the global norm, recorded behind the gradients. */
import type { Scalar } from '../gpu/dispatch';
import { adamw as adamwOp } from '../kernels/adamw';
import { clipFactor } from '../kernels/clip-factor';
import type { Ref } from '../kernels/op';
import { sumSquares } from '../kernels/sum-squares';
import type { Device, Variable } from '../tensor/device';
import type { Recording } from '../tensor/recording';

export interface AdamwSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  /** On matrices; vectors (norm gains) are not decayed. */
  readonly weightDecay: number;
  /** Largest global gradient norm. */
  readonly maxNorm: number;
}

export const ADAMW_DEFAULTS: AdamwSettings = {
  beta1: 0.9,
  beta2: 0.95,
  eps: 1e-8,
  weightDecay: 0.1,
  maxNorm: 1,
};

/** First and second moments of each parameter, zero at the start. */
export interface AdamwState {
  readonly first: readonly Variable[];
  readonly second: readonly Variable[];
}

export function createAdamwState(device: Device, parameters: readonly Variable[]): AdamwState {
  const zeros = (what: string) =>
    parameters.map(({ name, spec }) => device.variable(`${what}.${name}`, spec));
  return { first: zeros('m'), second: zeros('v') };
}

/**
 * Records one update of every parameter.
 * @param gradients one for each parameter, same shapes
 * @param rate learning rate and @param step the step from 1, usually scalars named per run
 * @returns the global gradient norm before clipping, `[]`
 */
export function recordAdamw(
  r: Recording,
  parameters: readonly Variable[],
  gradients: readonly Ref[],
  state: AdamwState,
  { rate, step }: { rate: Scalar; step: Scalar },
  settings: AdamwSettings,
): Ref {
  const squares = gradients.map((gradient) => r.record(sumSquares, [gradient], {})[0]!);
  const [factor, norm] = r.record(clipFactor, squares, { maxNorm: settings.maxNorm });
  parameters.forEach((parameter, i) => {
    const inputs = [parameter, state.first[i]!, state.second[i]!].map((variable) => r.use(variable));
    const decay = parameter.spec.shape.length > 1 ? settings.weightDecay : 0;
    r.record(adamwOp, [inputs[0]!, gradients[i]!, inputs[1]!, inputs[2]!, factor!], {
      learningRate: rate,
      step,
      beta1: settings.beta1,
      beta2: settings.beta2,
      eps: settings.eps,
      weightDecay: decay,
    });
  });
  return norm!;
}
