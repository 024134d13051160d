/**
 * cast-f16: y = x rounded to f16 storage (nearest, ties to even; out of range gives infinity). x [R, C] f32 →
 * y [R, C] f16, each row padded to a whole word. No gradient: stored weights are frozen.
 * @throws Error when x is not f32 of rank 2.
 */
import { wordsOf } from '../../base/dtype';
import { expectDType, expectRank } from '../../base/shape';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, type NoAttrs } from '../op';
import source from './cast-f16.wgsl?raw';
import { castF16Forward } from './reference';

export const castF16 = defineOp<NoAttrs>({
  name: 'cast-f16',
  summary: 'y = x as f16',
  infer([x]) {
    expectDType('cast-f16', 'x', x!, 'f32');
    expectRank('cast-f16', 'x', x!, 2);
    return [{ dtype: 'f16', shape: x!.shape }];
  },
  kernels({ inputs: [x], outputs: [y] }) {
    const words = wordsOf(y!);
    return [
      {
        label: 'cast-f16',
        code: source,
        entry: 'cast_f16_forward',
        params: x!.shape.map((size) => paramU32(size)),
        operands: [{ input: 0 }, { output: 0 }],
        workgroups: linearGroups(words / 64),
        work: words * 20,
      },
    ];
  },
  reference: ({ inputs: [x], outputs: [y], shapes }) =>
    castF16Forward(x!, y!, shapes.inputs[0]!.shape as [number, number]),
});
