/** fill: an f32 tensor of `shape` holding `value` everywhere. No inputs. */
import { f32, sizeOf } from '../../base/shape';
import { linearGroups, paramF32, paramU32, type Scalar } from '../../gpu/dispatch';
import { defineOp } from '../op';
import source from './fill.wgsl?raw';

export interface FillAttrs {
  readonly shape: readonly number[];
  readonly value: Scalar;
}

export const fill = defineOp<FillAttrs>({
  name: 'fill',
  summary: 'y = value',
  infer: (_, { shape }) => [f32(...shape)],
  kernels({ attrs }) {
    const size = sizeOf(attrs.shape);
    return [
      {
        label: 'fill',
        code: source,
        entry: 'fill_forward',
        params: [paramU32(size), paramF32(attrs.value)],
        operands: [{ output: 0 }],
        workgroups: linearGroups(size / 64),
        work: size,
      },
    ];
  },
  reference: ({ outputs: [y], attrs, scalar }) => void y!.fill(scalar(attrs.value)),
});
