/** Stored weights: the checks, WGSL and decoding that every op on f16, int8 and int4 matrices shares. */
import { rowWords, type TensorSpec, type Values } from '../../base/dtype';
import { fromHalf, int4At, int8At } from '../../base/half';
import { expectDType, expectRank, expectShape } from '../../base/shape';
import { joinWgsl } from '../op';
import f16 from './weight-f16.wgsl?raw';
import int4 from './weight-int4.wgsl?raw';
import int8 from './weight-int8.wgsl?raw';
import scales from './weight-scales.wgsl?raw';

/** A stored matrix: rows × width codes; `group` neighbours of a row share a scale (width where there is none). */
export interface WeightLayout {
  readonly dtype: 'f16' | 'int8' | 'int4';
  readonly rows: number;
  readonly width: number;
  readonly group: number;
}

/**
 * The layout of `weight` [N, K] f16, or int8 / int4 with `scales` f16 [N, ⌈K / group⌉]; group defaults to K.
 * @throws Error when dtypes, shapes or the group do not fit.
 */
export function weightLayout(where: string, inputs: readonly TensorSpec[], group?: number): WeightLayout {
  const [weight, scale] = inputs;
  expectDType(where, 'weight', weight!, 'f16', 'int8', 'int4');
  expectRank(where, 'weight', weight!, 2);
  const [rows, width] = weight!.shape as [number, number];
  const dtype = weight!.dtype as WeightLayout['dtype'];
  if (dtype === 'f16') {
    if (scale) throw new Error(`${where}: an f16 weight takes no scales`);
    return { dtype, rows, width, group: width };
  }
  const span = group ?? width;
  if (!Number.isInteger(span) || span < 1 || (span % 4 !== 0 && span < width))
    throw new Error(`${where}: group must be a multiple of 4, or at least the width ${width}, got ${span}`);
  if (!scale) throw new Error(`${where}: an ${dtype} weight needs scales`);
  expectDType(where, 'scales', scale, 'f16');
  expectShape(where, 'scales', scale, [rows, Math.ceil(width / span)]);
  return { dtype, rows, width, group: span };
}

/** WGSL that gives load_weight(row, k): weight at binding 2, scales, if any, at 3. Uses params.width and .group. */
export const weightSource = ({ dtype }: WeightLayout): string =>
  dtype === 'f16' ? f16 : joinWgsl(scales, dtype === 'int8' ? int8 : int4);

/** Row n of a stored matrix as numbers, into `row` (width long). */
export function decodeRow(
  layout: WeightLayout,
  weight: Values,
  scales: Values | undefined,
  n: number,
  row: Float64Array,
): void {
  const { dtype, width, group } = layout;
  const start = n * rowWords(dtype, width);
  if (dtype === 'f16') {
    for (let k = 0; k < width; k++)
      row[k] = fromHalf((weight[start + (k >>> 1)]! >>> ((k & 1) * 16)) & 0xffff);
    return;
  }
  const at = dtype === 'int8' ? int8At : int4At;
  const scaleStart = n * rowWords('f16', Math.ceil(width / group)) * 2;
  for (let first = 0, g = scaleStart; first < width; first += group, g++) {
    const scale = fromHalf((scales![g >>> 1]! >>> ((g & 1) * 16)) & 0xffff);
    const end = Math.min(first + group, width);
    for (let k = first; k < end; k++) row[k] = at(weight, start, k) * scale;
  }
}
