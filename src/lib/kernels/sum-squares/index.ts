/**
 * sum-squares: y = Σ x², for the norm of a gradient. x of any shape, f32 → y []. Same input, same bytes. No
 * gradient.
 * @throws Error when x is not f32.
 */
import { expectDType, f32, sizeOf } from '../../base/shape';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, type NoAttrs } from '../op';
import { sumSquaresForward } from './reference';
import source from './sum-squares.wgsl?raw';

/** BLOCK of the kernel. */
const BLOCK = 4096;
const blocksOf = (shape: readonly number[]) => Math.ceil(sizeOf(shape) / BLOCK);

export const sumSquares = defineOp<NoAttrs>({
  name: 'sum-squares',
  summary: 'y = Σ x²',
  infer([x]) {
    expectDType('sum-squares', 'x', x!, 'f32');
    return [f32()];
  },
  scratch: ({ inputs: [x] }) => [f32(blocksOf(x!.shape))],
  kernels({ inputs: [x] }) {
    const size = sizeOf(x!.shape);
    const blocks = blocksOf(x!.shape);
    const common = {
      code: source,
      params: [paramU32(size), paramU32(blocks)],
      operands: [{ input: 0 }, { scratch: 0 }, { output: 0 }],
    };
    return [
      {
        ...common,
        label: 'sum-squares/blocks',
        entry: 'sum_squares_blocks',
        workgroups: linearGroups(blocks),
        work: size * 2,
      },
      {
        ...common,
        label: 'sum-squares/finish',
        entry: 'sum_squares_finish',
        workgroups: [1, 1, 1],
        work: blocks,
      },
    ];
  },
  reference: ({ inputs: [x], outputs: [y] }) => sumSquaresForward(x!, y!),
});
