/** copy: y = x for any dtype; what the recorder inserts when one tensor is given twice to an op. */
import { wordsOf } from '../../base/dtype';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, type NoAttrs } from '../op';
import source from './copy.wgsl?raw';

export const copy = defineOp<NoAttrs>({
  name: 'copy',
  summary: 'y = x',
  infer: ([x]) => [x!],
  kernels({ inputs: [x] }) {
    const size = wordsOf(x!);
    return [
      {
        label: 'copy',
        code: source,
        entry: 'copy_forward',
        params: [paramU32(size)],
        operands: [{ input: 0 }, { output: 0 }],
        workgroups: linearGroups(size / 64),
        work: size,
      },
    ];
  },
  reference: ({ inputs: [x], outputs: [y] }) => y!.set(x!),
  backward: ({ gradients: [dy] }) => [dy!],
});
