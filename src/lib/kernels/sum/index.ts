/**
 * sum: y = Σ x over all elements, f32, any shape → []. A tree of fixed shape: the same bits every time.
 * @throws Error when x is not f32.
 */
import { expectDType, expectShape, f32, sizeOf } from '../../base/shape';
import { linearGroups, paramU32, type Operand } from '../../gpu/dispatch';
import { defineOp, type NoAttrs } from '../op';
import { elementwiseCall } from '../shared/cell';
import { sumBackward as backwardReference, sumForward } from './reference';
import backwardSource from './sum-backward.wgsl?raw';
import forwardSource from './sum.wgsl?raw';

/** Elements that one workgroup of sum.wgsl adds up. */
const SPAN = 4096;

/** Sizes of the levels: what is left after each dispatch, down to 1. */
function levelsOf(size: number): number[] {
  const next = Math.ceil(size / SPAN);
  return next === 1 ? [1] : [next, ...levelsOf(next)];
}

export const sum = defineOp<NoAttrs>({
  name: 'sum',
  summary: 'y = Σ x',
  infer([x]) {
    expectDType('sum', 'x', x!, 'f32');
    return [f32()];
  },
  scratch: ({ inputs: [x] }) =>
    levelsOf(sizeOf(x!.shape))
      .slice(0, -1)
      .map((size) => f32(size)),
  kernels({ inputs: [x] }) {
    const levels = levelsOf(sizeOf(x!.shape));
    return levels.map((groups, level) => {
      const size = level === 0 ? sizeOf(x!.shape) : levels[level - 1]!;
      const from: Operand = level === 0 ? { input: 0 } : { scratch: level - 1 };
      const to: Operand = level === levels.length - 1 ? { output: 0 } : { scratch: level };
      return {
        label: 'sum',
        code: forwardSource,
        entry: 'sum_level',
        params: [paramU32(size)],
        operands: [from, to],
        workgroups: linearGroups(groups),
        work: size,
      };
    });
  },
  reference: ({ inputs: [x], outputs: [y] }) => sumForward(x!, y!),
  backward: ({ recorder, inputs: [x], gradients: [dy] }) =>
    recorder.record(sumBackward, [dy!], { shape: x!.spec.shape }),
});

/** dx of the given shape, dy [] in every element. */
export const sumBackward = defineOp<{ readonly shape: readonly number[] }>({
  name: 'sum-backward',
  summary: 'dx = dy everywhere',
  infer([dy], { shape }) {
    expectDType('sum-backward', 'dy', dy!, 'f32');
    expectShape('sum-backward', 'dy', dy!, []);
    return [f32(...shape)];
  },
  kernels: ({ outputs: [dx] }) => [
    elementwiseCall('sum_backward', backwardSource, sizeOf(dx!.shape), [1, 1]),
  ],
  reference: ({ inputs: [dy], outputs: [dx] }) => backwardReference(dy!, dx!),
});
