/**
 * clip-factor: what to multiply gradients by so that their common norm stays within `maxNorm`.
 * Any number of sums of squares [] (see sum-squares) → factor [] and norm [], with the meaning of
 * torch.nn.utils.clip_grad_norm_. No gradient.
 * @throws Error when an input is not a scalar, or there is none.
 */
import { expectDType, expectShape, f32 } from '../../base/shape';
import { paramF32, paramU32, type KernelCall, type Operand, type Scalar } from '../../gpu/dispatch';
import { defineOp } from '../op';
import source from './clip-factor.wgsl?raw';
import { clipFactorForward } from './reference';

export interface ClipFactorAttrs {
  readonly maxNorm: Scalar;
}

/** Sums that one dispatch adds. */
const PER_DISPATCH = 6;
const TOTAL = { scratch: 0 };
const scalar = f32();

/** `operands` and stand-ins (distinct buffers: WebGPU forbids binding one twice) up to PER_DISPATCH. */
const padded = (operands: readonly Operand[]): Operand[] => [
  TOTAL,
  ...operands,
  ...Array.from({ length: PER_DISPATCH - operands.length }, (_, i) => ({ scratch: i + 1 })),
];

export const clipFactor = defineOp<ClipFactorAttrs>({
  name: 'clip-factor',
  summary: 'norm = √Σ squares; factor = min(1, maxNorm / (norm + 1e-6))',
  infer(inputs) {
    if (inputs.length === 0)
      throw new Error('clip-factor: at least one sum of squares must be given, got none');
    inputs.forEach((spec, i) => {
      expectDType('clip-factor', `sum ${i}`, spec, 'f32');
      expectShape('clip-factor', `sum ${i}`, spec, []);
    });
    return [scalar, scalar];
  },
  scratch: () => Array.from({ length: PER_DISPATCH }, () => scalar),
  kernels({ inputs, attrs }) {
    const calls: KernelCall[] = [];
    const common = { label: 'clip-factor', code: source, workgroups: [1, 1, 1], work: 10 } as const;
    for (let from = 0; from < inputs.length; from += PER_DISPATCH) {
      const count = Math.min(PER_DISPATCH, inputs.length - from);
      calls.push({
        ...common,
        entry: 'clip_factor_add',
        params: [paramU32(count), paramU32(from === 0 ? 1 : 0), paramF32(attrs.maxNorm)],
        operands: padded(Array.from({ length: count }, (_, i) => ({ input: from + i }))),
      });
    }
    calls.push({
      ...common,
      entry: 'clip_factor_finish',
      params: [paramU32(0), paramU32(0), paramF32(attrs.maxNorm)],
      operands: padded([{ output: 0 }, { output: 1 }]),
    });
    return calls;
  },
  reference({ inputs, outputs: [factor, norm], attrs, scalar }) {
    clipFactorForward(inputs, factor!, norm!, scalar(attrs.maxNorm));
  },
});
