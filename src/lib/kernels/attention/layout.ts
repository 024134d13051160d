/** What the attention ops share: settings, the check of shapes, and the uniform struct of rows.wgsl. */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, showShape } from '../../base/shape';
import { paramF32, paramU32, type Param, type Scalar } from '../../gpu/dispatch';
import { joinWgsl } from '../op';
import rows from './rows.wgsl?raw';

export interface AttentionAttrs {
  readonly heads: number;
  /** Key heads; each serves heads / kvHeads query heads. */
  readonly kvHeads: number;
  /** D: a multiple of 4, at most 128. */
  readonly headDim: number;
  /** Row t sees keys 0 … position + t only. */
  readonly causal: boolean;
  /** With `causal`: row t sees only the last `window` of those, itself included. */
  readonly window?: number;
  /** Default 1/√D. */
  readonly scale?: number;
}

/** Sizes of one call. */
export interface AttentionSizes {
  readonly batch: number;
  readonly queryRows: number;
  readonly keyRows: number;
}

export const NO_WINDOW = 0xffffffff;
export const scaleOf = (attrs: AttentionAttrs): number => attrs.scale ?? 1 / Math.sqrt(attrs.headDim);

/** @throws Error when the settings contradict each other. */
export function expectAttrs(where: string, attrs: AttentionAttrs): void {
  const { heads, kvHeads, headDim, causal, window } = attrs;
  if (heads % kvHeads !== 0)
    throw new Error(`${where}: heads must be a multiple of kvHeads, got ${heads} and ${kvHeads}`);
  if (headDim % 4 !== 0 || headDim < 4 || headDim > 128)
    throw new Error(`${where}: headDim must be a multiple of 4 from 4 to 128, got ${headDim}`);
  if (window !== undefined && (!causal || window < 1))
    throw new Error(`${where}: window must be at least 1 and needs causal, got ${window}`);
}

/** @throws Error unless the spec is f32, of the given rank, `heads · headDim` wide. */
export function expectHeads(
  where: string,
  what: string,
  spec: TensorSpec,
  rank: number,
  width: number,
): void {
  expectDType(where, what, spec, 'f32');
  if (spec.shape.length !== rank || spec.shape[rank - 1] !== width)
    throw new Error(
      `${where}: ${what} must have rank ${rank} and rows of ${width}, got ${showShape(spec.shape)}`,
    );
}

/** The struct Params of rows.wgsl. */
export const attentionParams = (
  attrs: AttentionAttrs,
  { queryRows, keyRows }: AttentionSizes,
  position: Scalar = 0,
): Param[] => [
  paramU32(attrs.heads),
  paramU32(attrs.kvHeads),
  paramU32(queryRows),
  paramU32(keyRows),
  paramU32(position),
  paramU32(attrs.window ?? NO_WINDOW),
  paramU32(attrs.causal ? 1 : 0),
  paramF32(scaleOf(attrs)),
];

/** A complete module: constants, what all share, the kernel. */
export const attentionCode = (attrs: AttentionAttrs, kernel: string): string =>
  joinWgsl(`const HEAD_VEC = ${attrs.headDim / 4}u;`, rows, kernel);

/** Multiply-adds of one product of all rows with all visible keys, times 2. */
export function attentionWork(attrs: AttentionAttrs, { batch, queryRows, keyRows }: AttentionSizes): number {
  const seen = Math.min(attrs.window ?? keyRows, attrs.causal ? keyRows / 2 : keyRows);
  return 2 * batch * attrs.heads * queryRows * seen * attrs.headDim;
}
